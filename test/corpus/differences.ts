import { isDeepStrictEqual } from 'node:util';
import type { HttpParameter } from '../../src/snapshot/index.ts';
import type { SeenRequest } from '../support/backend-server.ts';
import type { SwaggerRequest } from '../support/oracles.ts';

/** What a call was given. */
export interface Given {
  readonly parameters: readonly HttpParameter[];
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Difference {
  /** Reasons, from the table below. */
  readonly explained: readonly string[];
  /** What else is not the same: ours, then theirs. */
  readonly unexplained: readonly (readonly [string, unknown, unknown])[];
}

/** What a request asks for, in the parts that are compared. */
interface Parts {
  readonly method: string;
  readonly path: string;
  /** As it stands in the request line. */
  readonly query: string;
  readonly body: unknown;
  readonly contentType: string | undefined;
}

interface Rule {
  readonly reason: string;
  /** Our request as `swagger-client` would make it, if this rule is what makes the difference. */
  readonly asTheirs: (ours: Parts, given: Given) => Parts;
}

/** Where `swagger-client` leaves the specification, and the only differences that are allowed. */
const rules: readonly Rule[] = [
  {
    // OpenAPI 3.1.2, 4.8.12.4: "the empty string is _not_ undefined", and RFC 6570, 3.2.8: `{?empty}` is `?empty=`.
    // swagger-client leaves out whatever JavaScript calls false, unless `allowEmptyValue` is set.
    reason: 'an empty text in a query is sent as `name=`',
    asTheirs: (ours, { parameters, args }) => {
      const empty = parameters.filter(
        (parameter) => parameter.in === 'query' && args[parameter.argument] === '',
      );
      const names = new Set(empty.map(({ name }) => `${encodeURIComponent(name)}=`));
      const pairs = ours.query.split('&').filter((pair) => !names.has(pair));
      return { ...ours, query: pairs.join('&') };
    },
  },
  {
    // OpenAPI 3.0.3, 4.7.24.1 `nullable`: "A true value adds "null" to the allowed type". Such a body, given as null,
    // is the JSON text `null`. swagger-client sends no body, which is what a caller says by giving none, and still
    // names the type of one.
    reason: 'a body that is null is sent as `null`',
    asTheirs: (ours) => (ours.body === null ? { ...ours, body: '' } : ours),
  },
  {
    // RFC 9110, 8.3.2 and RFC 6657, 3: without a charset, text that is not ASCII has no certain meaning.
    reason: 'text that is not ASCII says that it is UTF-8',
    asTheirs: (ours) => {
      const isOther = typeof ours.body === 'string' && /\P{ASCII}/u.test(ours.body);
      return isOther ? { ...ours, contentType: ours.contentType?.replace('; charset=utf-8', '') } : ours;
    },
  },
];

/**
 * Why a call that was never sent may be refused, though `swagger-client` makes a request of it. An argument fills a
 * segment of the path (OpenAPI 3.1.2, 4.8.8.2: it must not hold `/`, `?` or `#` unescaped); an empty one, or one that
 * RFC 3986, 5.2.4 removes, would call another operation. Undefined when there is no such argument.
 */
export function reasonToRefuse({ parameters, args }: Given): string | undefined {
  const values = parameters.filter(({ in: place }) => place === 'path').map(({ argument }) => args[argument]);
  const leadsAway = values.some((value) => /^$|^\.$|(^|[\\/])\.\.([\\/]|$)/.test(String(value)));
  return leadsAway ? 'an argument that would make another path is refused' : undefined;
}

/** How the request that a backend saw differs from the one that `swagger-client` makes. */
export function differences(seen: SeenRequest, theirs: SwaggerRequest, given: Given): Difference {
  const expected = partsOf(theirs);
  let ours = partsOfSeen(seen);
  const explained: string[] = [];
  for (const { reason, asTheirs } of rules) {
    if (isDeepStrictEqual(ours, expected)) break;
    const changed = asTheirs(ours, given);
    if (isDeepStrictEqual(changed, ours)) continue;
    explained.push(reason);
    ours = changed;
  }
  const keys = ['method', 'path', 'query', 'body', 'contentType'] as const;
  const unexplained = keys
    .filter((key) => !isDeepStrictEqual(ours[key], expected[key]))
    .map((key) => [key, ours[key], expected[key]] as const);
  return { explained, unexplained };
}

function partsOfSeen({ method, target, headers, body }: SeenRequest): Parts {
  const [path = '', query = ''] = target.split('?');
  const contentType = headers['content-type'];
  return { method, path, query, body: contentType?.includes('json') ? JSON.parse(body) : body, contentType };
}

function partsOf({ method, url, headers, body }: SwaggerRequest): Parts {
  const [path = '', query = ''] = url.replace(/^[a-z]+:\/\/[^/]*/, '').split('?');
  return { method, path, query, body: body ?? '', contentType: headers['Content-Type'] };
}

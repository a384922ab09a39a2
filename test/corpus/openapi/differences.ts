import { isDeepStrictEqual } from 'node:util';
import type { HttpCall } from '../../../src/snapshot/index.ts';
import type { SeenRequest } from '../../support/backend-server.ts';
import type { SwaggerRequest } from '../../support/oracles.ts';
import { type Parts, partsOfSeen, partsOfSwagger } from './parts.ts';
import { rules } from './rules.ts';
import { type Line, respelled } from './spellings.ts';

/** What a call was given. */
export interface Given {
  readonly call: HttpCall;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Difference {
  /** Reasons, from the table of rules. */
  readonly explained: readonly string[];
  /** What else is not the same: ours, then theirs. */
  readonly unexplained: readonly (readonly [string, unknown, unknown])[];
}

/**
 * Why a call that was never sent may be refused, though `swagger-client` makes a request of it. An argument fills a
 * segment of the path (OpenAPI 3.1.2, 4.8.8.2: it must not hold `/`, `?` or `#` unescaped); an empty one, or one that
 * RFC 3986, 5.2.4 removes, would call another operation. Undefined when there is no such argument.
 */
export function reasonToRefuse({ call, args }: Given): string | undefined {
  const values = call.parameters
    .filter(({ in: place }) => place === 'path')
    .map(({ argument }) => args[argument]);
  const isEmpty = (value: unknown): boolean => /^(""|\[\]|\{\})$/.test(JSON.stringify(value) ?? '');
  const leadsAway = values.some(
    (value) => isEmpty(value) || /^\.$|(^|[\\/])\.\.([\\/]|$)/.test(String(value)),
  );
  if (leadsAway) return 'an argument that would make another path is refused';
  const headers = call.parameters.filter(({ in: place }) => place === 'header' || place === 'cookie');
  const texts = headers.map(({ argument }) => JSON.stringify(args[argument] ?? ''));
  // RFC 9110, 5.5: a field value has no line breaks.
  if (texts.some((text) => text.includes('\\n'))) return 'a line break in a header is refused';
  // RFC 6265, 4.1.1: a cookie ends at a semicolon.
  const ends = headers.some(
    ({ in: place, style }, index) => place === 'cookie' && style === 'text' && texts[index]?.includes(';'),
  );
  return ends ? 'a text that would end its cookie is refused' : undefined;
}

/** How the request that a backend saw differs from the one that `swagger-client` makes. */
export async function differences(
  seen: SeenRequest,
  theirs: SwaggerRequest,
  given: Given,
): Promise<Difference> {
  const expected = await partsOfSwagger(theirs);
  let ours: Parts = partsOfSeen(seen, given.call.parameters);
  const explained: string[] = [];
  for (const { reason, asTheirs } of rules) {
    if (isDeepStrictEqual(ours, expected)) break;
    const changed = asTheirs(ours, given, expected);
    if (isDeepStrictEqual(changed, ours)) continue;
    explained.push(reason);
    ours = changed;
  }
  const lines: [Line, string, string][] = [
    ['path', ours.path, expected.path],
    ['query', ours.query, expected.query],
    ...(given.call.body?.encoding === 'form'
      ? [['form', ours.body, expected.body] as [Line, string, string]]
      : []),
    ...Object.keys(ours.headers).map((name): [Line, string, string] => [
      name === 'cookie' ? 'cookie' : 'header',
      ours.headers[name] ?? '',
      expected.headers[name] ?? '',
    ]),
  ];
  const spelled = lines.map(([line, own, their]) => ({
    own,
    their,
    reasons: own === their ? [] : respelled(line, own, their, given.call),
  }));
  const same = (own: unknown, their: unknown): boolean =>
    isDeepStrictEqual(own, their) ||
    spelled.some((line) => line.own === own && line.their === their && line.reasons !== undefined);
  const pairs: [string, unknown, unknown][] = [
    ...(['method', 'path', 'query', 'body'] as const).map((key): [string, unknown, unknown] => [
      key,
      ours[key],
      expected[key],
    ]),
    ...[...new Set([...Object.keys(ours.headers), ...Object.keys(expected.headers)])].map(
      (name): [string, unknown, unknown] => [name, ours.headers[name], expected.headers[name]],
    ),
  ];
  return {
    explained: [...new Set([...explained, ...spelled.flatMap(({ reasons }) => reasons ?? [])])],
    unexplained: pairs.filter(([, own, their]) => !same(own, their)),
  };
}

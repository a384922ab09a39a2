import { isJsonObject } from '../../../src/kernel/index.ts';
import { entriesOf, withTheirDeepObjects } from './deep-objects.ts';
import type { Given } from './differences.ts';
import type { Parts } from './parts.ts';

export interface Rule {
  readonly reason: string;
  /** Our request as `swagger-client` would make it, if this rule is what makes the difference. */
  readonly asTheirs: (ours: Parts, given: Given, theirs: Parts) => Parts;
}

const typeOf = ({ headers }: Parts): string => headers['content-type'] ?? '';

function withHeader(parts: Parts, name: string, value: string | undefined): Parts {
  const { [name]: _, ...others } = parts.headers;
  return { ...parts, headers: value === undefined ? others : { ...others, [name]: value } };
}

/** Where `swagger-client` leaves the specification in more than the spelling of a character. */
export const rules: readonly Rule[] = [
  {
    // OpenAPI 3.1.2, 4.8.12.4: "the empty string is _not_ undefined", and RFC 6570, 3.2.8: `{?empty}` is `?empty=`.
    // swagger-client leaves out whatever JavaScript calls false, unless `allowEmptyValue` is set.
    reason: 'an empty text in a query is sent as `name=`',
    asTheirs: (ours, { call, args }, theirs) => {
      const known = theirs.query.split('&');
      const empty = call.parameters.filter(
        ({ in: place, argument }) => place === 'query' && args[argument] === '',
      );
      const names = new Set(empty.map(({ name }) => `${encodeURIComponent(name)}=`));
      const pairs = ours.query.split('&').filter((pair) => !names.has(pair) || known.includes(pair));
      return { ...ours, query: pairs.join('&') };
    },
  },
  {
    // RFC 6570, 2.3: a list or map without members is undefined, and an undefined variable is left out.
    reason: 'an empty list or object in a query is left out',
    asTheirs: (ours, { call, args }, theirs) => {
      const empty = call.parameters.filter(
        ({ in: place, argument }) =>
          place === 'query' && /^(\[\]|\{\})$/.test(JSON.stringify(args[argument] ?? null)),
      );
      const pairs = empty
        .map(({ name }) => `${encodeURIComponent(name)}=`)
        .filter((pair) => theirs.query.includes(pair));
      const known = ours.query === '' ? [] : ours.query.split('&');
      const all = new Set([...known, ...pairs]);
      const ordered = theirs.query.split('&').filter((pair) => all.has(pair));
      return pairs.length === 0 ? ours : { ...ours, query: ordered.join('&') };
    },
  },
  {
    // RFC 8259, 2: every value is a JSON text. swagger-client writes objects and lists only, a text as it stands, and
    // nothing at all for what JavaScript calls false.
    reason: 'JSON that is a scalar is sent as JSON',
    asTheirs: (ours, _, theirs) => {
      if (!/json/.test(typeOf(ours)) || ours.body === '' || /^[[{]/.test(ours.body)) return ours;
      const value: unknown = JSON.parse(Buffer.from(ours.body, 'latin1').toString('utf8'));
      const isNothing = value === null || value === false || value === 0 || value === '';
      const body = isNothing && theirs.body === '' ? '' : String(value);
      return { ...ours, body: Buffer.from(body).toString('latin1') };
    },
  },
  {
    // RFC 9110, 8.3.2 and RFC 6657, 3: without a charset, text that is not ASCII has no certain meaning.
    reason: 'text that is not ASCII says that it is UTF-8',
    asTheirs: (ours) =>
      withHeader(
        ours,
        'content-type',
        ours.headers['content-type']?.replace(/^(text\/.*); charset=utf-8$/, '$1'),
      ),
  },
  {
    // RFC 9110, 8.3: Content-Type is the type of the content; where there is none, there is nothing to name.
    reason: 'what has no body has no content type',
    asTheirs: (ours, _, theirs) =>
      ours.body === '' && theirs.body === '' && typeOf(ours) === ''
        ? withHeader(ours, 'content-type', theirs.headers['content-type'])
        : ours,
  },
  {
    // RFC 9110, 8.3.1 and 12.5.1: content has a media type; a range is for `Accept`.
    reason: 'a range of media types is no content type',
    asTheirs: (ours, _, theirs) =>
      /\*/.test(typeOf(theirs)) && typeOf(ours) !== ''
        ? withHeader(ours, 'content-type', typeOf(theirs))
        : ours,
  },
  {
    // RFC 9110, 12.5.1: what is best for a model is asked for, and is among what the description offers.
    reason: 'JSON is asked for where the answer may be JSON',
    asTheirs: (ours, _, theirs) => {
      const offered = (theirs.headers['accept'] ?? '').split(', ');
      const asked = (ours.headers['accept'] ?? '').split(', ');
      return asked.every((type) => offered.includes(type))
        ? withHeader(ours, 'accept', theirs.headers['accept'])
        : ours;
    },
  },
  {
    // OpenAPI 2.0, Swagger Object: an operation without `produces` has those of the whole description; OpenAPI 3.1,
    // 4.8.16: `2XX` are answers too. swagger-client knows neither.
    reason: 'what every operation may answer with is asked for',
    asTheirs: (ours, _, theirs) =>
      theirs.headers['accept'] === undefined ? withHeader(ours, 'accept', undefined) : ours,
  },
  {
    // OpenAPI 3.1, 4.8.8.3: every parameter is used in the request. swagger-client keeps the last cookie only.
    reason: 'several cookies are all sent',
    asTheirs: (ours, { call, args }) => {
      const cookies = call.parameters.filter(
        ({ in: place, argument }) => place === 'cookie' && args[argument] !== undefined,
      );
      const last = cookies.at(-1);
      const isEmpty = last !== undefined && JSON.stringify(args[last.argument]) === '{}';
      if (last === undefined || (cookies.length < 2 && !isEmpty)) return ours;
      return withHeader(
        ours,
        'cookie',
        isEmpty ? `${last.name}=` : ours.headers['cookie']?.split('; ').at(-1),
      );
    },
  },
  {
    // OpenAPI 3.1, 4.8.15.1 and RFC 1866: without an Encoding Object, each item of a list is a pair of its own.
    reason: 'a list in a form is a pair for each item',
    asTheirs: (ours, { call }) => {
      if (call.body?.encoding !== 'form') return ours;
      const styled = new Set(Object.keys(call.body.encodings ?? {}));
      const lines: string[] = [];
      for (const pair of ours.body.split('&')) {
        const name = pair.slice(0, pair.indexOf('='));
        if (lines.at(-1)?.startsWith(`${name}=`) && !styled.has(name))
          lines.push(`${lines.pop()},${pair.slice(name.length + 1)}`);
        else lines.push(pair);
      }
      return { ...ours, body: lines.join('&') };
    },
  },
  {
    // OpenAPI 3.1, 4.8.15 and RFC 7578, 4.3: a list is a part for each item; an object is application/json by default; a
    // part that is no file has no name of one.
    reason: 'parts are what an Encoding Object makes them',
    asTheirs: (ours, given) =>
      given.call.body?.encoding === 'multipart' && given.call.body.whole === undefined
        ? { ...ours, body: theirParts(ours.body, given) }
        : ours,
  },
  {
    // RFC 9110, 8.3.3: CRLF is what keeps parts apart; what is in a part is sent as it was given.
    reason: 'line breaks within a part stay as they are',
    asTheirs: (ours, { call }) => {
      if (call.body?.encoding !== 'multipart') return ours;
      const parts = ours.body
        .split('--boundary')
        .map((part) => (part.includes('; filename="') ? part : part.replace(/\r?\n/g, '\r\n')));
      return { ...ours, body: parts.join('--boundary') };
    },
  },
  {
    // OpenAPI 3.1, 4.8.12 and appendix D: text/plain is the text itself, as a cookie carries it.
    reason: 'a text in a cookie is sent as it is',
    asTheirs: (ours, { call }, theirs) => {
      const isText = call.parameters.some(({ in: place, style }) => place === 'cookie' && style === 'text');
      const their = theirs.headers['cookie'];
      return isText && their !== undefined && decoded(their) === ours.headers['cookie']
        ? withHeader(ours, 'cookie', their)
        : ours;
    },
  },
  {
    // OpenAPI 3.1.1, 4.8.12.4: an exploded object is its members, also in a cookie.
    reason: 'an exploded object in a cookie is its members',
    asTheirs: (ours, { call, args }) => {
      const cookies = call.parameters.filter(({ in: place }) => place === 'cookie');
      const last = cookies.filter(({ argument }) => args[argument] !== undefined).at(-1);
      const value = last === undefined ? undefined : args[last.argument];
      if (last?.explode !== true || !isJsonObject(value) || ours.headers['cookie'] === undefined) return ours;
      const count = Object.keys(value).length;
      const members = ours.headers['cookie'].split('; ').slice(-count).join('%26').replaceAll('=', '%3D');
      return count === 0 ? ours : withHeader(ours, 'cookie', `${last.name}=${members}`);
    },
  },
  {
    // RFC 6570, 3.2.7, and the column `undefined` of the table in OpenAPI 3.1.1, 4.8.12.4: `;color`.
    reason: 'an empty value in a matrix is its name alone',
    asTheirs: (ours, { call, args }) => {
      const path = call.parameters.reduce((written, { in: place, style, name, argument }) => {
        const form = JSON.stringify(args[argument]);
        const theirs = { '""': `;${name}=`, '[]': '', '{}': `{${name}}` }[form ?? ''];
        if (place !== 'path' || style !== 'matrix' || theirs === undefined) return written;
        return written
          .split('/')
          .map((segment) => (segment === `;${name}` ? theirs : segment))
          .join('/');
      }, ours.path);
      return { ...ours, path };
    },
  },
  {
    // OpenAPI 3.1, 4.8.15: null is left out, as RFC 6570, 2.3 has it of undefined values.
    reason: 'a property of a form that is null is left out',
    asTheirs: (ours, { call, args }, theirs) => {
      const properties = call.body?.properties ?? [];
      const nothing = properties
        .filter(({ argument }) => args[argument] === null)
        .map(({ property }) => property);
      const body = nothing.reduce(
        (written, name) =>
          written.replace(`--boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nnull\r\n`, ''),
        theirs.body,
      );
      return body === ours.body ? { ...ours, body: theirs.body } : ours;
    },
  },
  {
    // RFC 9110, 5.5: whitespace around the value of a field is no part of it.
    reason: 'a header has no whitespace around its value',
    asTheirs: (ours, { call }, theirs) =>
      call.parameters
        .filter(({ in: place }) => place === 'header')
        .map(({ name }) => name.toLowerCase())
        .filter((name) => theirs.headers[name]?.trim() === ours.headers[name])
        .reduce((parts, name) => withHeader(parts, name, theirs.headers[name]), ours),
  },
  {
    // RFC 9110, 7.1: a fragment is never sent. Where there is one, swagger-client fills in no argument.
    reason: 'a path ends where its fragment begins',
    asTheirs: (ours, { call }, theirs) =>
      call.path.includes('#') && theirs.path.includes('#') ? { ...ours, path: theirs.path } : ours,
  },
  {
    // OpenAPI 3.1.1, 4.8.12.4 leaves it undefined what is nested in a deepObject, or is a list. Servers that read
    // `a[b]=` read `a[b][c]=` and `a[]=` (Stripe, Rails, PHP, qs).
    reason: 'a deepObject goes on into what is nested',
    asTheirs: (ours, given) => {
      const { query, form } = entriesOf(given);
      const body = given.call.body?.encoding === 'form' ? withTheirDeepObjects(ours.body, form) : ours.body;
      return { ...ours, query: withTheirDeepObjects(ours.query, query), body };
    },
  },
];

/** Text with every percent-encoded triple decoded, and what is none left as it is. */
function decoded(text: string): string {
  return text.replace(/(%[0-9A-F]{2})+/g, (triples) => decodeURIComponent(triples));
}

/** Our parts as swagger-client would write them: lists joined, JSON without its type or as a file called `blob`. */
function theirParts(body: string, { call, args }: Given): string {
  const ours = body.split('--boundary').slice(1, -1);
  const nameOf = (part: string): string => /name="([^"]*)"/.exec(part)?.[1] ?? '';
  const parts = new Map(Object.entries(call.body?.parts ?? {}));
  const written = (call.body?.properties ?? []).flatMap(({ property, argument }) => {
    const how = parts.get(property);
    const value = args[argument];
    const own = ours.filter((part) => nameOf(part) === property);
    const style = how?.style?.style ?? '';
    if (how?.style?.explode === false && /Delimited$/.test(style) && isJsonObject(value))
      return [
        plainPart(
          property,
          Object.entries(value)
            .map(
              ([name, member]) => `${name},${typeof member === 'string' ? member : JSON.stringify(member)}`,
            )
            .join(','),
        ),
      ];
    if (Array.isArray(value) && value.length === 0 && how?.style?.explode !== true)
      return [plainPart(property, '')];
    if (how === undefined && own.length > 0)
      return [plainPart(property, own.map((part) => part.slice(part.indexOf('\r\n\r\n') + 4, -2)).join(','))];
    if (how?.as === 'json')
      return own.map((part) => part.replace(`name="${property}"`, `name="${property}"; filename="blob"`));
    return how?.style?.explode === true ? ours.filter((part) => isOf(nameOf(part), property, value)) : own;
  });
  return [...written.map((text) => `--boundary${text}`), '--boundary--\r\n'].join('');
}

/** Whether a part is the property, or a member of it by a style that explodes. */
function isOf(name: string, property: string, value: unknown): boolean {
  if (name === property || name.startsWith(`${property}[`)) return true;
  return isJsonObject(value) && Object.hasOwn(value, name);
}

function plainPart(name: string, content: string): string {
  return `\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`;
}

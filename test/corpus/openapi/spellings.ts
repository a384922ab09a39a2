import type { HttpCall, HttpParameter } from '../../../src/snapshot/index.ts';

/** A part of a request that is one line of text. */
export type Line = 'path' | 'query' | 'cookie' | 'form' | 'header';

/** What `swagger-client` spells in another way, and why the specification is on our side. */
export interface Spelling {
  readonly reason: string;
  readonly line: Line;
  readonly when: (call: HttpCall) => boolean;
  /** Ours, then theirs. */
  readonly pairs: readonly (readonly [string, string])[];
}

const has = (test: (parameter: HttpParameter) => boolean) => (call: HttpCall) => call.parameters.some(test);
const always = (): boolean => true;

/** Each character as we encode it, and as it is. */
function raw(characters: string): [string, string][] {
  return characters.split('').map((character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    return [`%${code}`, character];
  });
}

// RFC 6570, 3.2.1: simple expansion encodes whatever is not unreserved, these among it; to a server it is the same.
const asIs = 'characters that RFC 3986 reserves are percent-encoded';

export const spellings: readonly Spelling[] = [
  { reason: asIs, line: 'query', when: always, pairs: raw("!'()*") },
  { reason: asIs, line: 'path', when: always, pairs: raw('!$&\'()*+,;=:@[]|\\^`{}<>"') },
  { reason: asIs, line: 'cookie', when: always, pairs: raw("!#$%&'()*+-./:<>?@[]^_`{|}~") },
  // RFC 1866, 8.2.1, and the URL standard, which a form is written by (OpenAPI 3.1, appendix E).
  {
    reason: 'a form has + for a space and encodes what its own rules say',
    line: 'form',
    when: always,
    pairs: [['+', '%20'], ...raw("!'()*~")],
  },
  {
    // RFC 3986, 2: a bar stands in no URL. OpenAPI 3.1.1, 4.8.12.4 has `%7C` in its table.
    reason: 'the bar of pipeDelimited is percent-encoded',
    line: 'query',
    when: has(({ style }) => style === 'pipeDelimited'),
    pairs: [['%7C', '|']],
  },
  {
    // OpenAPI 3.1.1, 4.8.12.4 has `color=R%20100%20G%20200` and `color=R%7C100%7CG%7C200`.
    reason: 'spaceDelimited and pipeDelimited keep their delimiter for objects',
    line: 'query',
    when: has(({ style }) => style === 'spaceDelimited' || style === 'pipeDelimited'),
    pairs: [
      ['%20', ','],
      ['%7C', ','],
    ],
  },
  {
    // RFC 6570, 3.2.5: `{.list}` is `.red,green,blue`, as in the table of OpenAPI 3.1.1, 4.8.12.4; 3.0.3 had dots.
    reason: 'a label that is not exploded has commas',
    line: 'path',
    when: has(({ style, explode }) => style === 'label' && !explode),
    pairs: [[',', '.']],
  },
  {
    // OpenAPI 3.1, 4.8.12.2: allowReserved lets pass what a query can hold; `[`, `]` and `#` it cannot (RFC 3986, 3.4),
    // and `&`, `=`, `+` mean something in it (appendix E).
    reason: 'allowReserved does not let pass what would break the query',
    line: 'query',
    when: has(({ allowReserved }) => allowReserved === true),
    pairs: raw('[]#&=+'),
  },
  {
    // RFC 6570, 3.2.3: percent-encoded triples pass unchanged, with `allowReserved` (OpenAPI 3.1, 4.8.12.2).
    reason: 'allowReserved lets percent-encoded triples pass',
    line: 'query',
    when: has(({ allowReserved }) => allowReserved === true),
    pairs: [['%', '%25']],
  },
  {
    // OpenAPI 3.1.1, 4.8.12.4: style form has commas in a cookie as in a query.
    reason: 'the commas of a list in a cookie are not encoded',
    line: 'cookie',
    when: always,
    pairs: [[',', '%2C']],
  },
  {
    // OpenAPI 3.1.1, 4.8.12.4 and appendix D: an exploded list is several pairs.
    reason: 'an exploded list in a cookie is several cookies',
    line: 'cookie',
    when: has(({ in: place, explode }) => place === 'cookie' && explode),
    pairs: [
      ['color=', 'color=color%3D'],
      ['; color=', '%26color%3D'],
    ],
  },
  {
    // OpenAPI 2.0, Parameter Object, `collectionFormat`.
    reason: 'lists in a path go by their collectionFormat',
    line: 'path',
    when: has(({ in: place, style }) => place === 'path' && style !== 'label'),
    pairs: [
      [',', '%2C'],
      ['%7C', '%2C'],
    ],
  },
  {
    reason: 'lists in a header go by their collectionFormat',
    line: 'header',
    when: has(({ in: place, style }) => place === 'header' && style === 'pipeDelimited'),
    pairs: [['|', ',']],
  },
];

interface State {
  readonly at: number;
  readonly other: number;
  readonly reasons: ReadonlySet<string>;
}

/**
 * Which of the spellings make our line theirs: the reasons, in order; undefined when the lines differ in anything else.
 */
export function respelled(line: Line, ours: string, theirs: string, call: HttpCall): string[] | undefined {
  const steps = spellings
    .filter((spelling) => spelling.line === line && spelling.when(call))
    .flatMap(({ reason, pairs }) => pairs.map(([own, their]) => ({ own, their, reason })));
  const tried = new Set<string>();
  const pending: State[] = [{ at: 0, other: 0, reasons: new Set() }];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    const { at, other, reasons } = state;
    if (at === ours.length && other === theirs.length) return [...reasons];
    if (tried.has(`${at} ${other}`)) continue;
    tried.add(`${at} ${other}`);
    for (const { own, their, reason } of [...steps].reverse())
      if (ours.startsWith(own, at) && theirs.startsWith(their, other))
        pending.push({
          at: at + own.length,
          other: other + their.length,
          reasons: new Set([...reasons, reason]),
        });
    if (at < ours.length && ours[at] === theirs[other])
      pending.push({ at: at + 1, other: other + 1, reasons });
  }
  return undefined;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { generateXl } from '../../../bench/xl/generate.ts';
import { placesOf } from '../../../src/manifest/text/places.ts';
import { plainTokens } from '../../../src/manifest/text/plain-tokens.ts';
import { parseYaml } from '../../../src/manifest/text/yaml-nodes.ts';

const runs = Number(process.env['RESHAPR_PLAIN_RUNS'] ?? 1_000);

/**
 * What the tokens alone say is what the composer of the library says: the same value, keys in the same order, the same
 * places, and no fault. Tells whether the text is plain.
 */
function agrees(text: string): boolean {
  const plain = plainTokens(parseYaml(text));
  if (plain === undefined) return false;
  const documents = parseAllDocuments(text, { prettyErrors: false, merge: true });
  if (!Array.isArray(documents)) throw new Error('no document');
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  expect(documents.length).toBe(1);
  const [document] = documents;
  const value = document?.toJS() as never;
  expect(JSON.stringify(plain.value)).toBe(JSON.stringify(value));
  expect(plain.value).toEqual(value);
  expect(plain.places).toEqual(placesOf(document?.contents, value));
  return true;
}

describe('a plain document', () => {
  it.each([
    ['responses:\n  default: a\n  "404": b\n  200: c\n  x: d\n'],
    ['a: [1, {2: x, 1: y, "01": z, 4294967295: big, 4294967294: index}]\n'],
    ['constructor: 1\ntoString: 2\nhasOwnProperty: 3\n'],
    ['- "\\ud83d\\ude00"\n- |\n  text\n\n- >-\n  folded\n  text\n- |+ # kept\n  a\n\n'],
    ['# before\n---\n# in\na: 1 # after\n# between\nb:\n  # inside\n  - x # one\n  # trailing\n# end\n'],
    ["a: plain\n  on two lines\nb: \"quoted\n  too\"\nc: 'it''s'\n"],
    ['a: [x, y,]\nb: {c: d, }\nc: []\nd: {}\ne: [\n  1,\n  2\n]\n'],
    [
      'a: 1.50\nb: 0x1F\nc: 0o17\nd: 1e3\ne: +5\nf: ~\ng: null\nh: True\ni: -0\nj: .5\nk: nullable\nl: 1.2.3\n',
    ],
    ['a:\n- b\n-\n  c: d\n- - e\n  - f\n'],
    ['{"json": {"like":"this","n":[1,2.5,-3e2,true,null]}}\n'],
    ['a: 1\r\nb:\r\n  - c\r\n  - d: e\r\n'],
    ['a: |2\n    b\n   c\nd: e\n'],
  ])('%j', (text) => expect(agrees(text)).toBe(true));

  it('any JSON, written by the library in either style', () => {
    fc.assert(
      fc.property(
        fc
          .oneof(
            fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1 }),
            fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
          )
          .filter((value) => !/__proto__|"<<"/.test(JSON.stringify(value))),
        fc.constantFrom<'BLOCK_LITERAL' | 'PLAIN' | 'QUOTE_DOUBLE'>('BLOCK_LITERAL', 'PLAIN', 'QUOTE_DOUBLE'),
        (value, defaultStringType) => void agrees(stringify(value, { defaultStringType })),
      ),
    );
  });

  it('every file of bench/xl', () => {
    for (const text of Object.values(generateXl(80))) expect(agrees(text)).toBe(true);
  });
});

describe('left to the composer', () => {
  it.each([
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['an anchor', 'a: &x 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a merge', '<<: { a: 1 }\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key twice, as text and number', '1: 1\n"1": 2\n'],
    ['a key that is no text', '[a]: 1\n'],
    ['an empty key', ': 1\n'],
    ['an explicit key', '? a\n: 1\n'],
    ['true as a key', 'true: 1\n'],
    ['the prototype', '__proto__: 1\n'],
    ['not a number', 'a: .nan\n'],
    ['half a character', 'a: "\\ud83d"\n'],
    ['half a character as a key', '"\\ud83d": 1\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: yes\n'],
    ['an end of the document', 'a: 1\n...\n'],
    ['a scalar', 'just a text\n'],
    ['nothing', ''],
    ['a value that is not there', 'a:\nb: 1\n'],
    ['a pair in a list', '[a: b]\n'],
  ])('%s', (_, text) => expect(agrees(text)).toBe(false));

  it.each([
    ['a mapping on the line of its key', 'a: b: c\n'],
    ['a list on the line of its key', 'a: - b\n'],
    ['wrong indentation', 'a:\n    b: 1\n  c: 2\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['a comment that nothing separates', 'a: "b"#c\n'],
    ['no comma', '[a b: c]\n'],
    ['two commas', '[a,, b]\n'],
    ['a first comma', '[, a]\n'],
    ['no end', 'a: [b\n'],
    ['another end', 'a: [b}\n'],
    ['an open quote', 'a: "b\n'],
    ['an unknown escape', 'a: "\\q"\n'],
    ['a character that begins no text', 'a: @b\n'],
    ['a key on two lines', '"a\n  b": 1\n'],
    ['a key of too many characters', `${'a'.repeat(1100)}: 1\n`],
    ['no colon', 'a: 1\nb\n'],
    ['no dash', '- a\nb\n'],
    ['a text that is not indented', 'a: |\nb\n'],
    ['something after brackets', 'a: [b] c\n'],
    ['a missing colon between brackets', '{a b, c}\n'],
  ])('%s', (_, text) => expect(agrees(text)).toBe(false));
});

/** Pieces that YAML is made of, so that what is drawn is near what is valid. */
const pieces = [
  ...[
    'a',
    'b',
    '1',
    '"q"',
    "'s'",
    'null',
    '-',
    '- ',
    ':',
    ': ',
    '? ',
    ', ',
    ',',
    '[',
    ']',
    '{',
    '}',
    '#',
    ' #c',
  ],
  ...['\n', '\n  ', '\n    ', '\n- ', '\n  - ', '\n\t', ' ', '  ', '\t', '\r\n', '|', '>-', '&x', '*x', '!t'],
  ...['---', '...', '%', '<<', '"', "'", '\\', '@', '\u{1f600}', 'a: ', 'b:\n', 'a: |\n    t\n'],
];

it('never says anything else than the composer, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 24 }),
      (drawn) => void agrees(drawn.join('')),
    ),
    { numRuns: runs },
  );
});

const texts = Object.values(generateXl(80));

it('never says anything else than the composer of a changed file', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 6 }), fc.constantFrom(...pieces)),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      (text, changes) => {
        let changed = text.slice(0, 1_500);
        for (const [where, gone, put] of changes) {
          const at = Math.floor(where * changed.length);
          changed = changed.slice(0, at) + put + changed.slice(at + gone);
        }
        agrees(changed);
      },
    ),
    { numRuns: runs },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { generateXl } from '../../../bench/xl/generate.ts';
import { placesOf } from '../../../src/manifest/text/places.ts';
import { plainDocument } from '../../../src/manifest/text/plain-document.ts';

function nodesOf(text: string): unknown {
  return parseDocument(text, { prettyErrors: false, merge: true, uniqueKeys: false }).contents;
}

/** What the one walk says is what the value of the library and the walk over both say. */
function agrees(text: string): void {
  const document = parseDocument(text, { prettyErrors: false, merge: true, uniqueKeys: false });
  const plain = plainDocument(document.contents, text);
  const value = document.toJS() as never;
  expect(plain?.value).toEqual(value);
  expect(Object.keys((plain?.value ?? {}) as object)).toEqual(Object.keys((value ?? {}) as object));
  expect(plain?.places).toEqual(placesOf(document.contents, value));
}

describe('a plain document', () => {
  it.each([
    ['responses:\n  default: a\n  "404": b\n  200: c\n  x: d\n'],
    ['a: [1, {2: x, 1: y, "01": z, 4294967295: big, 4294967294: index}]\n'],
    ['constructor: 1\ntoString: 2\nhasOwnProperty: 3\n'],
    ['a:\nb: ~\nc: ""\n? d\n'],
    ['{a, b: , c: [ , ]}\n'.replace('[ , ]', '[]')],
    ['- "\\ud83d\\ude00"\n- |\n  text\n- >-\n  folded\n  text\n'],
  ])('%j', (text) => agrees(text));

  it('any JSON, written by the library in either style', () => {
    fc.assert(
      fc.property(
        fc
          .jsonValue({ maxDepth: 4 })
          .filter((value) => value !== null && !JSON.stringify(value).includes('__proto__')),
        fc.constantFrom<'BLOCK_LITERAL' | 'PLAIN' | 'QUOTE_DOUBLE'>('BLOCK_LITERAL', 'PLAIN', 'QUOTE_DOUBLE'),
        (value, defaultStringType) => agrees(stringify(value, { defaultStringType })),
      ),
    );
  });

  it('every file of bench/xl', () => {
    for (const text of Object.values(generateXl(80))) agrees(text);
  });

  it.each([
    ['an alias', 'a: &x 1\nb: *x\n'],
    ['an anchor', 'a: &x 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a merge', '<<: { a: 1 }\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key twice, as text and number', '1: 1\n"1": 2\n'],
    ['a key that is no text', '[a]: 1\n'],
    ['an empty key', ': 1\n'],
    ['true as a key', 'true: 1\n'],
    ['the prototype', '__proto__: 1\n'],
    ['not a number', 'a: .nan\n'],
    ['half a character', '"\\ud83d"\n'],
    ['half a character as a key', '"\\ud83d": 1\n'],
  ])('%s is looked at closely elsewhere', (_, text) =>
    expect(plainDocument(nodesOf(text), text)).toBeUndefined(),
  );
});

import * as fc from 'fast-check';
import { parseTemplate } from 'url-template';
import { expect, test } from 'vitest';
import { uriMatcher } from '../../../src/snapshot/index.ts';

test.each<[template: string, uri: string, values: Record<string, string> | undefined]>([
  // Level 1
  ['orders://{id}', 'orders://o-1', { id: 'o-1' }],
  ['orders://{id}', 'orders://caf%C3%A9', { id: 'café' }],
  ['orders://{id}', 'orders://', { id: '' }],
  ['orders://{id}', 'orders://a/b', undefined],
  ['orders://{id}/items', 'orders://o-1/items', { id: 'o-1' }],
  ['orders://{id}/items/{item}', 'orders://1/items/2', { id: '1', item: '2' }],
  ['orders://{id}/items/{item}', 'orders://1/items/2/more', undefined],
  ['orders://{id}/items/{item}', 'orders://1/items', undefined],
  ['file:///{name}.{type}', 'file:///a.b.md', { name: 'a.b', type: 'md' }],
  // What is special in a regular expression is not in a template
  ['a+b://{x}.json', 'a+b://1.json', { x: '1' }],
  ['a+b://{x}.json', 'aab://1.json', undefined],
  ['a://{x}.json', 'a://1xjson', undefined],
  ['a://(x)[{y}]$', 'a://(x)[1]$', { y: '1' }],
  // Level 2
  ['file:///{+path}', 'file:///docs/guide.md', { path: 'docs/guide.md' }],
  ['file:///{+path}/index.md', 'file:///a/b/index.md', { path: 'a/b' }],
  ['doc://x{#part}', 'doc://x#intro', { part: 'intro' }],
  ['doc://x{#part}', 'doc://x', {}],
  // Level 3
  ['m://{x,y}', 'm://1,2', { x: '1', y: '2' }],
  ['m://{+x,y}', 'm://a/b,2', { x: 'a/b', y: '2' }],
  ['f://name{.type}', 'f://name.md', { type: 'md' }],
  ['f://root{/a,b}', 'f://root/1/2', { a: '1', b: '2' }],
  ['f://root{/a,b}', 'f://root/1', { a: '1' }],
  ['f://root{/a,b}', 'f://root/1/2/3', undefined],
  ['f://p{;x,y}', 'f://p;x=1;y', { x: '1' }],
  ['f://s{?q,page}', 'f://s?q=tea&page=2', { q: 'tea', page: '2' }],
  ['f://s{?q,page}', 'f://s?page=2', { page: '2' }],
  ['f://s{?q,page}', 'f://s?page=2&q=tea', { q: 'tea', page: '2' }],
  ['f://s{?q,page}', 'f://s', {}],
  ['f://s{?q}', 'f://s?other=1', undefined],
  ['f://s?fixed=1{&q}', 'f://s?fixed=1&q=2', { q: '2' }],
  // Literals are compared as an expansion writes them
  ['f://café/{x}', 'f://caf%C3%A9/1', { x: '1' }],
  ['f://café/{x}', 'f://café/1', undefined],
])('%s and %s', (template, uri, values) => {
  const matched = uriMatcher(template)(uri);
  expect(matched && Object.fromEntries(matched)).toEqual(values);
});

const name = fc.stringMatching(/^[a-z]\w{0,3}$/);
const text = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
});
const value = fc.oneof(
  text,
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), text, { maxKeys: 3 }),
);
const literal = fc.stringMatching(/^[A-Za-z0-9/.:?&=;,~é-]{1,6}$/);
const expression = fc
  .tuple(
    fc.constantFrom('', '+', '#', '.', '/', ';', '?', '&'),
    fc.array(fc.tuple(name, fc.constantFrom('', '', '*', ':3')), { minLength: 1, maxLength: 3 }),
  )
  .map(([operator, variables]) => `{${operator}${variables.map(([each, mode]) => each + mode).join(',')}}`);
const template = fc
  .array(fc.oneof(literal, expression), { minLength: 1, maxLength: 6 })
  .map((parts) => `x:${parts.join('')}`);
const names = (text: string): string[] => [...text.matchAll(/[a-z]\w*/g)].map(([each]) => each);

test('every expansion of every template matches it (url-template)', () => {
  fc.assert(
    fc.property(
      template.chain((each) =>
        fc.tuple(
          fc.constant(each),
          fc.dictionary(fc.constantFrom(...names(each)), value, { noNullPrototype: true }),
        ),
      ),
      ([each, values]) => {
        const uri = parseTemplate(each).expand(values);
        expect({ each, uri, matches: uriMatcher(each)(uri) !== undefined }).toMatchObject({ matches: true });
      },
    ),
    { numRuns: 2000 },
  );
});

test('the value of a simple variable comes back', () => {
  fc.assert(
    fc.property(text, text, (x, y) => {
      const uri = parseTemplate('a://{x}/b{?y}').expand({ x, y });
      expect(uriMatcher('a://{x}/b{?y}')(uri)).toEqual(new Map(Object.entries({ x, y })));
    }),
  );
});

test('no template and no URI take long', () => {
  const slow = uriMatcher(`a:${'{+x}-'.repeat(40)}end`);
  expect(slow(`a:${'-'.repeat(8000)}`)).toBeUndefined();
  expect(uriMatcher('a:{x}')(`a:${'b'.repeat(9000)}`)).toBeUndefined();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillTemplate } from '../../../src/gateway/calls/fill-template.ts';

const given = { user: 'ann', page: { size: 5, sort: { by: 'name' } }, tags: ['a', 'b'], none: null };

/** The table of reShapr: what a value of the template becomes; `dropped` when the argument is not sent. */
const dropped = Symbol('dropped');
it.each<[what: string, value: unknown, sent: unknown]>([
  ['an argument', '${user}', 'ann'],
  ['a number, by its path', '${page.size}', 5],
  ['a path of three', '${page.sort.by}', 'name'],
  ['an object', '${page}', dropped],
  ['a list', '${tags}', ['a', 'b']],
  ['an item of a list', '${tags.0}', dropped],
  ['null', '${none}', null],
  ['what was not given', '${missing}', dropped],
  ['what an object inherits', '${constructor.name}', dropped],
  ['nothing', '${}', dropped],
  ['a placeholder in a text', 'user-${user}', 'user-${user}'],
  ['two placeholders', '${user}-${user}', dropped],
  ['a placeholder with spaces around it', ' ${user} ', ' ${user} '],
  ['a placeholder with spaces in it', '${ user }', dropped],
  ['a placeholder with input', '${input.user}', dropped],
  ['a placeholder in a list', ['${user}'], ['${user}']],
  ['a placeholder in objects', { a: { b: '${user}' } }, { a: { b: 'ann' } }],
  ['an object without values', { a: { b: '${missing}' } }, { a: {} }],
  ['an object in a list', [{ a: '${user}' }], [{ a: '${user}' }]],
  ['a number', 32, 32],
  ['a truth', true, true],
  ['no value', null, null],
  ['an empty text', '', ''],
  ['an open placeholder', '${user', '${user'],
  ['a text that ends like one', 'user}', 'user}'],
])('%s', (_, value, sent) => {
  expect(fillTemplate({ it: value }, given)).toEqual(sent === dropped ? {} : { it: sent });
});

it('an argument with dots in its name is found like a member', () => {
  expect(fillTemplate({ a: '${page.size}' }, { 'page.size': 3 })).toEqual({ a: 3 });
});

it('any argument keeps its value and its type, and changes nothing else', () => {
  const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.jsonValue()));
  fc.assert(
    fc.property(fc.stringMatching(/^[^.}{$]+$/), leaf, fc.jsonValue(), (name, value, other) => {
      const filled = fillTemplate({ it: `\${${name}}`, list: [other] }, { [name]: value });
      expect(filled).toEqual({ it: value, list: [other] });
      expect(Object.getPrototypeOf(filled)).toBe(Object.prototype);
    }),
  );
});

it('names of prototypes are names like others', () => {
  const args = JSON.parse('{"__proto__": {"polluted": "yes"}}') as Record<string, unknown>;
  expect(fillTemplate({ it: '${__proto__.polluted}' }, args)).toEqual({ it: 'yes' });
  const template = JSON.parse('{"__proto__": {"polluted": "${a}"}}') as Record<string, unknown>;
  expect(JSON.stringify(fillTemplate(template, { a: 1 }))).toBe('{"__proto__":{"polluted":1}}');
  expect('polluted' in {}).toBe(false);
});

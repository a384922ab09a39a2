import { expect, it } from 'vitest';
import { compact } from '../../../src/gateway/filters/compact.ts';
import type { Json } from '../../../src/kernel/index.ts';

it.each<[value: Json, rest: Json]>([
  [
    { a: null, b: '', c: [], d: {}, e: 0, f: false, g: ' ' },
    { e: 0, f: false, g: ' ' },
  ],
  [{ a: { b: { c: null } } }, {}],
  [[null, '', [], {}, [null], { a: null }, 1], [1]],
  [{ a: [{ b: null, c: 1 }, { b: null }] }, { a: [{ c: 1 }] }],
  [{}, {}],
  [[], []],
  [null, null],
  ['', ''],
  ['text', 'text'],
])('%j becomes %j', (value, rest) => {
  expect(compact(value)).toEqual(rest);
});

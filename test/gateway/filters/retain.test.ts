import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retain } from '../../../src/gateway/filters/retain.ts';
import type { Json } from '../../../src/kernel/index.ts';

const orders = {
  total: 2,
  items: [
    { id: 1, customer: { name: 'Ann', mail: 'a@x' }, tags: ['new'] },
    { id: 2, customer: { name: 'Bob', mail: 'b@x' }, tags: [] },
  ],
};

it.each<[what: string, value: Json, pointers: string[], kept: Json]>([
  ['a member', { a: 1, b: 2 }, ['/a'], { a: 1 }],
  [
    'a whole subtree',
    orders,
    ['/items/0/customer'],
    { items: [{ customer: orders.items[0]?.customer ?? null }] },
  ],
  ['a member of an object', { a: { b: 1, c: 2 } }, ['/a/b'], { a: { b: 1 } }],
  ['a member of every item', orders, ['/items/id'], { items: [{ id: 1 }, { id: 2 }] }],
  [
    'two members of every item, which reShapr loses one of',
    orders,
    ['/items/id', '/items/customer/name'],
    {
      items: [
        { id: 1, customer: { name: 'Ann' } },
        { id: 2, customer: { name: 'Bob' } },
      ],
    },
  ],
  ['two parts of one object', { a: { b: 1, c: 2, d: 3 } }, ['/a/b', '/a/c'], { a: { b: 1, c: 2 } }],
  ['a whole and a part of it', { a: { b: 1, c: 2 } }, ['/a/b', '/a'], { a: { b: 1, c: 2 } }],
  ['nothing, of what is not there', { a: 1 }, ['/b', '/a/b'], {}],
  ['an item by its number', orders, ['/items/1/id'], { items: [{ id: 2 }] }],
  ['two items by their numbers', orders, ['/items/1/id', '/items/0/id'], { items: [{ id: 1 }, { id: 2 }] }],
  ['no list, when no item has the number', { items: [1] }, ['/items/7'], {}],
  [
    'of one item more than of the others',
    orders,
    ['/items/id', '/items/1/tags'],
    { items: [{ id: 1 }, { id: 2, tags: [] }] },
  ],
  ['a member whose name is a number', { 0: 'a', 1: 'b' }, ['/1'], { 1: 'b' }],
  ['a list at the root, item by item', [{ a: 1, b: 2 }, { a: 3 }], ['/a'], [{ a: 1 }, { a: 3 }]],
  ['what is no object in a list', [{ a: 1, b: 2 }, 'text', null, 3], ['/a'], [{ a: 1 }, 'text', null, 3]],
  ['an item of the list at the root', [{ a: 1 }, { a: 2 }], ['/1'], [{ a: 2 }]],
  ['an empty list', { items: [] }, ['/items/id'], { items: [] }],
  ['lists in lists', { rows: [[{ a: 1, b: 2 }], []] }, ['/rows/a'], { rows: [[{ a: 1 }], []] }],
  [
    'names with a slash and a tilde',
    { 'a/b': 1, 'm~n': 2, '~1': 3, x: 4 },
    ['/a~1b', '/m~0n', '/~01'],
    { 'a/b': 1, 'm~n': 2, '~1': 3 },
  ],
  ['the member with the empty name', { '': 1, a: 2 }, ['/'], { '': 1 }],
  ['a value that is null', { a: null }, ['/a'], { a: null }],
  ['no part of a text', { a: 'text' }, ['/a/length'], {}],
  ['no number with a zero before it', { a: [1, 2] }, ['/a/01'], { a: [1, 2] }],
  ['a text at the root', 'text', ['/a'], 'text'],
])('keeps %s', (_, value, pointers, kept) => {
  expect(retain(value, pointers)).toEqual(kept);
});

it('does not depend on the order of the pointers, nor on one that is there twice', () => {
  const pointer = fc.array(fc.constantFrom('a', 'b', '0', '1'), { minLength: 1, maxLength: 4 });
  const pointers = fc.array(
    pointer.map((parts) => `/${parts.join('/')}`),
    { minLength: 1, maxLength: 5 },
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, pointers, (json, paths) => {
      const kept = JSON.stringify(retain(json, paths));
      expect(JSON.stringify(retain(json, [...paths].reverse()))).toBe(kept);
      expect(JSON.stringify(retain(json, [...paths, ...paths]))).toBe(kept);
      expect(JSON.stringify(json).length).toBeGreaterThanOrEqual(kept.length);
    }),
  );
});

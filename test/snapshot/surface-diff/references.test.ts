import { describe, expect, it } from 'vitest';
import { diffSurfaces } from '../../../src/snapshot/index.ts';
import { type Offer, surface } from './support.ts';

type Schemas = NonNullable<Offer['schemas']>;

const ref = (name: string): object => ({ $ref: `#/$defs/${name}` });
const object = (properties: object, more: object = {}): Record<string, unknown> => ({
  type: 'object',
  properties,
  ...more,
});
const text = { type: 'string' };
const answer = (x: object, schemas: Schemas, more: object = {}): Offer => ({
  tools: [{ outputSchema: { type: 'object', properties: { x }, ...more } }],
  schemas,
});
const tree = (name: string, more: object = {}): Schemas => ({
  [name]: object({ children: { type: 'array', items: ref(name) }, ...more }),
});

/** Answers of one tool; `Order.id` is a place in the shared schema `Order`, `x.id` one in the tool itself. */
describe('schemas that are referred to', () => {
  it.each<[string, Offer, Offer, string[]]>([
    [
      'a shared one changes: said at its own place',
      answer(ref('Order'), { Order: object({ id: text }) }),
      answer(ref('Order'), { Order: object({}) }),
      ['breaking field Order.id is gone'],
    ],
    [
      'a shared one that a shared one refers to changes',
      answer(ref('Order'), { Order: object({ line: ref('Line') }), Line: object({ sku: text }) }),
      answer(ref('Order'), {
        Order: object({ line: ref('Line') }),
        Line: object({ sku: { type: 'integer' } }),
      }),
      ['breaking field Line.sku is integer, before string'],
    ],
    [
      'a shared one that nobody leads to any more is not said',
      answer(text, { Order: object({ id: text }) }),
      answer(text, { Order: object({}) }),
      [],
    ],
    [
      'another shared one in its place',
      answer(ref('A'), { A: object({ id: text }), B: object({ name: text }) }),
      answer(ref('B'), { A: object({ id: text }), B: object({ name: text }) }),
      ['breaking field x.id is gone', 'safe field x.name is new'],
    ],
    [
      'another name of the same',
      answer(ref('A'), { A: object({ id: text }) }),
      answer(ref('B'), { B: object({ id: text }) }),
      [],
    ],
    [
      'written out instead of referred to',
      answer(ref('A'), { A: object({ id: text }) }),
      answer(object({ id: text }), {}),
      [],
    ],
    [
      'referred to instead of written out, with less in it',
      answer(object({ id: text, name: text }), { A: object({ id: text }) }),
      answer(ref('A'), { A: object({ id: text }) }),
      ['breaking field x.name is gone'],
    ],
    [
      'a reference to a reference',
      answer(ref('A'), { A: { $ref: '#/$defs/B' }, B: text }),
      answer({ type: 'integer' }, {}),
      ['breaking field x is integer, before string'],
    ],
    [
      'one that refers to itself, under another name',
      answer(ref('Tree'), tree('Tree')),
      answer(ref('Node'), tree('Node')),
      [],
    ],
    [
      'one that refers to itself changes',
      answer(ref('Tree'), tree('Tree', { name: text })),
      answer(ref('Tree'), tree('Tree')),
      ['breaking field Tree.name is gone'],
    ],
    [
      'one that refers to itself, under another name, changes',
      answer(ref('Tree'), tree('Tree', { name: text })),
      answer(ref('Node'), tree('Node')),
      ['breaking field x.name is gone'],
    ],
    [
      'one that refers to nothing but itself',
      answer(ref('A'), { A: ref('A') as Record<string, unknown> }),
      answer(ref('B'), { B: ref('B') as Record<string, unknown> }),
      [],
    ],
    [
      'a definition of its own changes, deep down',
      answer(object({ y: ref('Own'), z: {} }), {}, { $defs: { Own: { items: ref('Own') }, Other: {} } }),
      answer(object({ y: ref('Own'), z: {} }), {}, { $defs: { Own: { items: ref('Own'), maxItems: 3 } } }),
      ['safe field x.y is limited to maxItems 3, before to no maxItems'],
    ],
    [
      'a definition of its own changes',
      answer(ref('Own'), {}, { $defs: { Own: object({ id: text }) } }),
      answer(ref('Own'), {}, { $defs: { Own: object({}) } }),
      ['breaking field x.id is gone'],
    ],
  ])('%s', (_, before, after, expected) => {
    const changes = diffSurfaces(surface(before), surface(after));
    expect(changes.map(({ class: level, text: said }) => `${level} ${said}`)).toEqual(expected);
  });

  it('of arguments and answers are compared both ways', () => {
    const both = (id: object): Offer => ({
      tools: [
        {
          inputSchema: { type: 'object', properties: { x: ref('A') } },
          outputSchema: object({ x: ref('A') }),
        },
      ],
      schemas: { A: object({ id }) },
    });
    const changes = diffSurfaces(surface(both({ enum: ['a'] })), surface(both({ enum: ['a', 'b'] })));
    expect(changes.map(({ kind, class: level }) => `${level} ${kind}`)).toEqual([
      'dangerous output-value-added',
      'safe input-value-added',
    ]);
  });
});

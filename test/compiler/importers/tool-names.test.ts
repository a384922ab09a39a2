import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSmall, placeOf } from '../support/small-tree.ts';

type Operations = readonly (readonly [path: string, chosen?: unknown])[];

const done = { responses: { 204: { description: 'done' } } };

/** A spec with one `get` per path, in this order. */
function specOf(operations: Operations): string {
  const paths = operations.map(([path, chosen]) => [
    path,
    { get: { ...done, ...(chosen === undefined ? {} : { 'x-reshapr-tool-name': chosen }) } },
  ]);
  const info = { title: 'Orders', version: '1' };
  return JSON.stringify({ openapi: '3.1.0', info, paths: Object.fromEntries(paths) }, null, 1);
}

/** Tool name by path, and what was said. */
async function toolsOf(operations: Operations): Promise<{ names: Record<string, string>; said: string[] }> {
  const { diagnostics, compiled } = await compileSmall({ 'orders.yaml': specOf(operations) });
  const tools = (compiled?.snapshot.objects ?? [])
    .filter(({ kind }) => kind === 'tool')
    .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as { operation: string; name: string });
  return {
    names: Object.fromEntries(tools.map(({ operation, name }) => [operation.replace('GET ', ''), name])),
    said: diagnostics.map(placeOf),
  };
}

const long = 'a'.repeat(80);

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

describe('names of tools', () => {
  it.each<[string, Operations, Record<string, string>, string[]]>([
    ['derived', [['/orders/all']], { '/orders/all': 'get_orders_all' }, []],
    ['too long', [[`/${long}`]], { [`/${long}`]: `get_${'a'.repeat(51)}_${digest(`get_${long}`)}` }, []],
    ['chosen', [['/orders', 'list-Orders_2']], { '/orders': 'list-Orders_2' }, []],
    ['chosen with 64 characters', [['/orders', 'x'.repeat(64)]], { '/orders': 'x'.repeat(64) }, []],
    ['chosen with 65', [['/orders', 'x'.repeat(65)]], {}, ['RSH4016']],
    ['chosen, empty', [['/orders', '']], {}, ['RSH4016']],
    ['chosen, no text', [['/orders', 7]], {}, ['RSH4016']],
    ['chosen, with a dot', [['/orders', 'orders.list']], {}, ['RSH4016']],
    [
      'chosen twice',
      [
        ['/a', 'same'],
        ['/b', 'same'],
      ],
      {},
      ['RSH4017'],
    ],
    ['derived twice', [['/a'], ['/A']], { '/a': 'get_a', '/A': `get_a_${digest('GET /A')}` }, ['RSH4011']],
    [
      'chosen before derived',
      [['/b', 'get_a'], ['/a']],
      { '/b': 'get_a', '/a': `get_a_${digest('GET /a')}` },
      ['RSH4011'],
    ],
    [
      'derived before chosen',
      [['/a'], ['/b', 'get_a']],
      { '/b': 'get_a', '/a': `get_a_${digest('GET /a')}` },
      ['RSH4011'],
    ],
  ])('%s', async (_, operations, names, codes) => {
    const { names: found, said } = await toolsOf(operations);
    expect(said.map((line) => line.slice(0, 7))).toEqual(codes);
    expect(found).toEqual(names);
  });
});

it('a chosen name belongs to its operation in any order of operations; names are unique and legal', async () => {
  const segment = fc.constantFrom('a', 'A', 'a_b', 'a/b', 'é', '{a}x', long, `${long}b`);
  const chosen = fc.constantFrom(
    undefined,
    undefined,
    'get_a',
    'get_a_b',
    'mine',
    `get_a_${digest('GET /A')}`,
  );
  const operations = fc.uniqueArray(fc.tuple(segment, chosen), {
    maxLength: 6,
    selector: ([path]) => path,
    comparator: (a, b) => a === b,
  });
  await fc.assert(
    fc.asyncProperty(operations, fc.nat(), async (drawn, seed) => {
      const taken = new Set<string>();
      const unique = drawn.map(([path, name]) => {
        const free = name !== undefined && !taken.has(name);
        if (free) taken.add(name);
        return [`/${path.replace(/[{}]/g, '')}`, free ? name : undefined] as const;
      });
      const shuffled = unique.map((each, index) => [each, (index * 7919 + seed) % 101] as const);
      const other = shuffled.sort((a, b) => a[1] - b[1]).map(([each]) => each);
      for (const order of [unique, other]) {
        const { names } = await toolsOf(order);
        for (const [path, name] of unique) if (name !== undefined) expect(names[path]).toBe(name);
        const all = Object.values(names);
        expect(new Set(all).size).toBe(all.length);
        for (const name of all) expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});

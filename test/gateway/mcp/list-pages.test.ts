import { expect, test } from 'vitest';
import type { Grant } from '../../../src/gateway/mcp/access.ts';
import { type ListPages, listPages } from '../../../src/gateway/mcp/list-pages.ts';
import { fakeSurface } from './support/fake-surfaces.ts';

const surfaceOf = (count: number) =>
  fakeSurface({ id: 'abcd', tools: Array.from({ length: count }, (_, index) => ({ name: `t${index}` })) });

function readPage(pageOf: ListPages, surface: ReturnType<typeof surfaceOf>, cursor?: unknown) {
  const page = pageOf({ surface }, 'tools', cursor);
  if (page.type === 'refused') return page.fault.code;
  const { tools, nextCursor } = JSON.parse(`{${page.fields.toString()}}`);
  return { names: tools.map((tool: { name: string }) => tool.name), nextCursor };
}

test.each([
  { count: 0, pages: [[]] },
  { count: 1, pages: [['t0']] },
  { count: 2, pages: [['t0', 't1']] },
  { count: 3, pages: [['t0', 't1'], ['t2']] },
  {
    count: 4,
    pages: [
      ['t0', 't1'],
      ['t2', 't3'],
    ],
  },
])('$count tools, two to a page', ({ count, pages }) => {
  const pageOf = listPages(2);
  const surface = surfaceOf(count);
  let cursor: unknown;
  for (const [index, names] of pages.entries()) {
    const page = readPage(pageOf, surface, cursor);
    expect(page).toMatchObject({ names });
    cursor = typeof page === 'object' ? page.nextCursor : undefined;
    expect(cursor === undefined).toBe(index === pages.length - 1);
  }
});

test('a list is joined once', () => {
  const pageOf = listPages(2);
  const surface = surfaceOf(3);
  expect(pageOf({ surface }, 'tools', undefined)).toMatchObject({ type: 'page' });
  const [first, again] = [pageOf({ surface }, 'tools', undefined), pageOf({ surface }, 'tools', undefined)];
  if (first.type !== 'page' || again.type !== 'page') throw new Error('refused');
  expect(again.fields).toBe(first.fields);
});

test('a cursor is of one content, and of a page that there is', () => {
  const pageOf = listPages(2);
  const page = readPage(pageOf, surfaceOf(3));
  const cursor = typeof page === 'object' ? page.nextCursor : undefined;
  expect(readPage(pageOf, surfaceOf(3), cursor)).toMatchObject({ names: ['t2'] });
  const beyond = Buffer.from(JSON.stringify(['tools', surfaceOf(3).listDigests.tools, 9])).toString(
    'base64url',
  );
  for (const [surface, bad] of [
    [surfaceOf(4), cursor],
    [surfaceOf(3), beyond],
    [surfaceOf(3), `${cursor}A`],
    [surfaceOf(3), ''],
    [surfaceOf(3), 1],
    [surfaceOf(3), null],
  ] as const) {
    expect(readPage(pageOf, surface, bad)).toBe(-32602);
  }
});

const grantOf = (...scopes: string[]): Grant => ({
  owner: 'alice',
  issuer: 'https://login.example',
  scopes: new Set(scopes),
  expiresAt: Number.POSITIVE_INFINITY,
  subject: 'somebody',
  demand: () => ({}),
  origin: () => 'https://mcp.example.com',
});

const permitted = (permissions: Record<string, string[]>) =>
  fakeSurface({
    id: 'abcd',
    tools: ['t0', 't1', 't2'].map((name) => ({ name })),
    tokens: { issuers: ['https://login.example'], permissions },
  });

test.each([
  { scopes: [], names: ['t1'] },
  { scopes: ['a'], names: ['t0', 't1'] },
  { scopes: ['b'], names: ['t1'] },
  { scopes: ['b', 'a'], names: ['t0', 't1', 't2'] },
  { scopes: ['unknown'], names: ['t1'] },
])('with the scopes $scopes are listed $names', ({ scopes, names }) => {
  const surface = permitted({ t0: ['a'], t2: ['a', 'b'] });
  const page = listPages(9)({ surface, grant: grantOf(...scopes) }, 'tools', undefined);
  if (page.type === 'refused') throw new Error('refused');
  const { tools } = JSON.parse(`{${page.fields.toString()}}`);
  expect(tools.map(({ name }: { name: string }) => name)).toEqual(names);
});

test('a list is joined once per set of scopes that makes a difference', () => {
  const pageOf = listPages(9);
  const surface = permitted({ t0: ['a'], t2: ['a', 'b'] });
  const fieldsOf = (...scopes: string[]) => {
    const page = pageOf({ surface, grant: grantOf(...scopes) }, 'tools', undefined);
    return page.type === 'page' ? page.fields : undefined;
  };
  const one = fieldsOf('a', 'b');
  for (let other = 0; other < 1000; other++) expect(fieldsOf('b', `unknown-${other}`, 'a')).toBe(one);
  expect(fieldsOf('a')).not.toBe(one);
});

test('a cursor is of what one caller may see', () => {
  const pageOf = listPages(1);
  const surface = permitted({ t0: ['a'] });
  const read = (grant: Grant, cursor?: unknown) => pageOf({ surface, grant }, 'tools', cursor);
  const first = read(grantOf('a'));
  if (first.type === 'refused') throw new Error('refused');
  const { nextCursor } = JSON.parse(`{${first.fields.toString()}}`);
  expect(read(grantOf('a'), nextCursor)).toMatchObject({ type: 'page' });
  expect(read(grantOf(), nextCursor)).toMatchObject({ type: 'refused' });
});

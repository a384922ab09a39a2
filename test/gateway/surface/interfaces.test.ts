import { expect, test } from 'vitest';
import { servedResource } from '../../../src/gateway/surface/artifacts.ts';
import { linkInterfaces } from '../../../src/gateway/surface/interfaces.ts';
import type { ResourceObject } from '../../../src/snapshot/index.ts';
import { fakeSurface } from '../mcp/support/fake-surfaces.ts';

const tools = [...fakeSurface({ id: 'a', tools: [{ name: 'one' }, { name: 'two' }] }).tools.values()];
const shows = (uri: string, ...shown: NonNullable<ResourceObject['tools']>) =>
  servedResource({ format: 'resource@1', uri, name: 'r', tools: shown });
const metaOf = (resources: readonly ReturnType<typeof shows>[]): unknown[] =>
  linkInterfaces(tools, resources).map(
    ({ entry }) => (JSON.parse(entry.toString()) as { _meta?: unknown })._meta,
  );

test.each<[what: string, resources: readonly ReturnType<typeof shows>[], meta: readonly unknown[]]>([
  ['no resource', [], [undefined, undefined]],
  ['a resource of no tool', [shows('ui://a')], [undefined, undefined]],
  ['a resource of one', [shows('ui://a', { tool: 'two' })], [undefined, { ui: { resourceUri: 'ui://a' } }]],
  [
    'who sees it',
    [shows('ui://a', { tool: 'one', visibility: ['app'] }, { tool: 'two', visibility: ['model', 'app'] })],
    [
      { ui: { resourceUri: 'ui://a', visibility: ['app'] } },
      { ui: { resourceUri: 'ui://a', visibility: ['model', 'app'] } },
    ],
  ],
  [
    'two resources of one tool, of which the first counts',
    [shows('ui://a', { tool: 'one' }), shows('ui://b', { tool: 'one' })],
    [{ ui: { resourceUri: 'ui://a' } }, undefined],
  ],
  ['a tool that is not offered', [shows('ui://a', { tool: 'three' })], [undefined, undefined]],
])('%s', (_, resources, meta) => {
  expect(metaOf(resources)).toEqual(meta);
});

test('a tool stays the same as long as its link does', () => {
  const [first] = linkInterfaces(tools, [shows('ui://a', { tool: 'one' })]);
  const [again, untouched] = linkInterfaces(tools, [shows('ui://a', { tool: 'one' })]);
  const [other] = linkInterfaces(tools, [shows('ui://b', { tool: 'one' })]);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(untouched).toBe(tools[1]);
  expect({ ...first, entry: undefined }).toEqual({ ...tools[0], entry: undefined });
});

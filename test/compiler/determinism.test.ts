import { describe, expect, it } from 'vitest';
import { type CompileResult, compile } from '../../src/compiler/index.ts';
import { memoryTree, type SourceTree } from '../../src/kernel/index.ts';
import { compileSmall, manifest, smallTree } from './support/small-tree.ts';

function digests({ compiled, diagnostics }: CompileResult): unknown {
  return [compiled?.snapshot.digest, compiled?.provenance.digest, diagnostics];
}

function snapshotDigest({ compiled }: CompileResult): string {
  if (compiled === undefined) throw new Error('it does not compile');
  return compiled.snapshot.digest;
}

/** The same tree, its files listed in another order. */
function listed(tree: SourceTree, order: (paths: SourceTree['files']) => SourceTree['files']): SourceTree {
  return { ...tree, files: order(tree.files) };
}

describe('equal trees have equal digests', () => {
  it('in whatever order the files are listed', async () => {
    const tree = memoryTree(smallTree);
    const expected = digests(await compile(tree));
    expect(digests(await compile(listed(tree, (files) => files.toReversed())))).toEqual(expected);
    expect(
      digests(await compile(listed(tree, (files) => [...files.slice(3), ...files.slice(0, 3)]))),
    ).toEqual(expected);
  });

  it('and the same findings, though they are listed in another order', async () => {
    const twice = memoryTree({ ...smallTree, 'a.yaml': smallTree['group.yaml'] as string, 'b.yaml': 'x: [' });
    const expected = digests(await compile(twice));
    expect(digests(await compile(listed(twice, (files) => files.toReversed())))).toEqual(expected);
  });

  it.each([
    ['comments', { 'plan.yaml': `# for all\n${smallTree['plan.yaml']}# the end\n` }],
    [
      'flow style',
      { 'group.yaml': smallTree['group.yaml']?.replace('labels: { env: dev }', 'labels:\n    env: dev') },
    ],
    ['quotes', { 'group.yaml': smallTree['group.yaml']?.replace('dev', '"dev"') }],
    ['Windows line ends', { 'orders.yaml': smallTree['orders.yaml']?.replaceAll('\n', '\r\n') }],
    ['a byte order mark', { 'plan.yaml': `\uFEFF${smallTree['plan.yaml']}` }],
    [
      'the order of keys in a manifest',
      {
        'group.yaml':
          'spec: { labels: { env: dev } }\nmetadata: { name: default }\nkind: GatewayGroup\napiVersion: reshapr.io/v1alpha1\n',
      },
    ],
    ['the names of files', { 'group.yaml': undefined, 'zzz/other.yml': smallTree['group.yaml'] }],
    [
      'documents in one file',
      {
        'group.yaml': undefined,
        'plan.yaml': [smallTree['plan.yaml'], smallTree['group.yaml']].join('---\n'),
      },
    ],
    ['a file that nobody refers to', { 'README.md': 'Hello.' }],
  ])('%s do not count', async (_, changes) => {
    expect(snapshotDigest(await compileSmall(changes))).toBe(snapshotDigest(await compileSmall()));
  });

  it('the order of keys in a spec does not count, but for the order of its operations', async () => {
    const orders = (info: string, get: string): string =>
      `openapi: 3.1.0\n${info}\npaths:\n  /orders:\n    get: { ${get} }\n`;
    const one = orders(
      'info: { title: Orders, version: "1" }',
      'summary: all, responses: { "204": { description: done } }',
    );
    const two = orders(
      'info: { version: "1", title: Orders }',
      'responses: { "204": { description: done } }, summary: all',
    );
    expect(snapshotDigest(await compileSmall({ 'orders.yaml': one }))).toBe(
      snapshotDigest(await compileSmall({ 'orders.yaml': two })),
    );
  });

  it.each([
    ['a label', { 'group.yaml': smallTree['group.yaml']?.replace('dev', 'test') }],
    [
      'a description',
      { 'orders.yaml': smallTree['orders.yaml']?.replace('get:', 'get:\n      summary: all') },
    ],
    ['the backend', { 'plan.yaml': smallTree['plan.yaml']?.replace('localhost:1', 'localhost:2') }],
    ['the organization', { 'reshapr.yaml': manifest('Project', 'shop', 'organization: other') }],
    ['the source', { 'reshapr.yaml': manifest('Project', 'other', 'organization: acme') }],
  ])('%s counts', async (_, changes) => {
    expect(snapshotDigest(await compileSmall(changes))).not.toBe(snapshotDigest(await compileSmall()));
  });
});

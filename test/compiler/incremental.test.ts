import { describe, expect, it } from 'vitest';
import { type CompileResult, compile, type Memo, memoryMemo } from '../../src/compiler/index.ts';
import { memoryTree } from '../../src/kernel/index.ts';
import { manifest, smallTree, watchedTree } from './support/small-tree.ts';

/** Five services with a spec, a plan and an exposition each; two of the specs share a file of schemas. */
function bigTree(): Record<string, string> {
  const files: Record<string, string> = {
    'reshapr.yaml': smallTree['reshapr.yaml'] as string,
    'group.yaml': smallTree['group.yaml'] as string,
    'shared.yaml': 'Order: { type: object, properties: { id: { type: string } } }\n',
  };
  for (const id of [1, 2, 3, 4, 5]) {
    const schema = id <= 2 ? '{ $ref: shared.yaml#/Order }' : '{ type: object }';
    const done = `{ "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
    const service = `service: { name: S${id}, version: "1" }`;
    files[`s${id}/service.yaml`] = manifest('Service', `s${id}`, `file: ../s${id}.yaml`);
    files[`s${id}.yaml`] =
      `openapi: 3.1.0\ninfo: { title: S${id}, version: "1" }\npaths: { /a: { get: { responses: ${done} } } }\n`;
    files[`s${id}/plan.yaml`] = manifest(
      'ConfigurationPlan',
      'all',
      `${service}\nbackendEndpoint: http://localhost:${id}`,
    );
    files[`s${id}/exposition.yaml`] = manifest(
      'Exposition',
      `s${id}`,
      `${service}\nconfigurationPlan: all\ngatewayGroup: default`,
    );
  }
  return files;
}

const nothing = {
  filesParsed: 0,
  specsImported: 0,
  servicesSealed: 0,
  artifactsSealed: 0,
  servicesComposed: 0,
  expositionsComposed: 0,
  manifestsSealed: 0,
};

/** Compiles a tree, another one with the same memo, and that one again without. */
async function afterEdit(
  edit: (files: Record<string, string>) => void,
  memo: Memo = memoryMemo(),
): Promise<{ again: CompileResult; cold: CompileResult; read: string[] }> {
  const files = bigTree();
  await compile(memoryTree(files), { memo });
  edit(files);
  const { tree, read } = watchedTree(memoryTree(files));
  const again = await compile(tree, { memo });
  return { again, read: [...read], cold: await compile(memoryTree(files)) };
}

function replace(path: string, from: string, to: string): (files: Record<string, string>) => void {
  return (files) => {
    if (!files[path]?.includes(from)) throw new Error(`${path} has no ${from}`);
    files[path] = files[path].replace(from, to);
  };
}

describe('a compile after one edit', () => {
  it('a cold compile does everything once', async () => {
    const { work } = await compile(memoryTree(bigTree()));
    expect(work).toEqual({
      filesParsed: 23,
      specsImported: 5,
      servicesSealed: 5,
      artifactsSealed: 0,
      servicesComposed: 5,
      expositionsComposed: 5,
      manifestsSealed: 17,
    });
  });

  it.each<[string, (files: Record<string, string>) => void, Partial<typeof nothing>]>([
    ['nothing', () => {}, {}],
    [
      'a plan',
      replace('s3/plan.yaml', 'localhost:3', 'localhost:9'),
      { filesParsed: 1, servicesComposed: 1, expositionsComposed: 1, manifestsSealed: 1 },
    ],
    [
      'an exposition',
      replace('s3/exposition.yaml', 'gatewayGroup', 'name: three\n  gatewayGroup'),
      { filesParsed: 1, servicesComposed: 1, expositionsComposed: 1, manifestsSealed: 1 },
    ],
    [
      'the group that all are exposed on',
      replace('group.yaml', 'dev', 'test'),
      { filesParsed: 1, servicesComposed: 5, manifestsSealed: 1 },
    ],
    [
      'a spec',
      replace('s3.yaml', 'description: ok', 'description: fine'),
      { filesParsed: 1, specsImported: 1, servicesSealed: 1, servicesComposed: 1, expositionsComposed: 1 },
    ],
    [
      'a file that two specs refer to',
      replace('shared.yaml', 'id:', 'no:'),
      { filesParsed: 1, specsImported: 2, servicesSealed: 2, servicesComposed: 2, expositionsComposed: 2 },
    ],
    [
      'a service',
      replace('s3/service.yaml', 'file', 'type: REST\n  file'),
      { filesParsed: 1, servicesComposed: 1, expositionsComposed: 1, manifestsSealed: 1 },
    ],
    [
      'a new file',
      (files) => {
        files['other.yaml'] = manifest('GatewayGroup', 'other', 'labels: { a: b }');
      },
      { filesParsed: 1, manifestsSealed: 1 },
    ],
    [
      'a file less',
      (files) => {
        delete files['s3/exposition.yaml'];
      },
      { servicesComposed: 1 },
    ],
    [
      'a file that moved',
      (files) => {
        files['moved.yaml'] = files['group.yaml'] as string;
        delete files['group.yaml'];
      },
      { filesParsed: 1, servicesComposed: 5, manifestsSealed: 1 },
    ],
    ['a broken file', replace('s3/plan.yaml', 'http', '"http'), { filesParsed: 1, servicesComposed: 1 }],
  ])('%s: only what depends on it is done again, with the same result', async (_, edit, expected) => {
    const { again, cold, read } = await afterEdit(edit);
    expect(again.work).toEqual({ ...nothing, ...expected });
    expect(read.length).toBe(expected.filesParsed ?? 0);
    expect(again.diagnostics).toEqual(cold.diagnostics);
    expect(again.compiled).toEqual(cold.compiled);
  });

  it('findings of what is not done again are said again', async () => {
    const files: Record<string, string> = {
      ...bigTree(),
      's1.yaml': bigTree()['s1.yaml']?.replace('info:', 'webhooks: {}\ninfo:') ?? '',
    };
    files['s2/plan.yaml'] += '  contextBudget: 1\n';
    const memo = memoryMemo();
    const first = await compile(memoryTree(files), { memo });
    expect(first.diagnostics.map(({ code }) => code)).toEqual(['RSH4010', 'RSH5006']);
    const again = await compile(memoryTree(files), { memo });
    expect(again.diagnostics).toEqual(first.diagnostics);
    expect(again.work).toEqual(nothing);
  });

  it('what two compiles in a row did not ask for is forgotten', async () => {
    const memo = memoryMemo();
    const full = memoryTree(bigTree());
    const other = memoryTree(smallTree);
    await compile(full, { memo });
    await compile(other, { memo });
    expect((await compile(full, { memo })).work.filesParsed).toBeLessThan(23);
    await compile(other, { memo });
    await compile(other, { memo });
    expect((await compile(full, { memo })).work.specsImported).toBe(5);
  });
});

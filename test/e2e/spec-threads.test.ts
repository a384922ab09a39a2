import { describe, expect, it } from 'vitest';
import { generateXl } from '../../bench/xl/generate.ts';
import { type CompileResult, compile, memoryMemo } from '../../src/compiler/index.ts';
import { memoryTree } from '../../src/kernel/index.ts';

/** As it was built: from sources each thread would need a loader first. */
const { readAheadOn } = (await import(
  new URL('../../dist/cli/spec-threads/read-ahead.js', import.meta.url).href
)) as typeof import('../../src/cli/spec-threads/read-ahead.ts');

const xl = generateXl(80);

/** Specs of several files in each language, one spec of two services, and mistakes in what threads read. */
const tree: Record<string, string> = {
  ...xl,
  'more/shared.yaml': 'Shared: { type: object, properties: { id: { type: string } } }\n',
  'more/refers.yaml': spec('Refers', '{ $ref: shared.yaml#/Shared }'),
  'more/again.yaml': spec('Again', '{ $ref: shared.yaml#/Shared }'),
  'more/broken.yaml': spec('Broken', '{ $ref: nowhere.yaml#/Shared }'),
  'more/syntax.yaml': 'openapi: 3.1.0\ninfo: [\n',
  'more/nameless.yaml': 'openapi: 3.1.0\npaths: {}\n',
  'more/types.proto': 'syntax = "proto3";\npackage t;\nmessage M { string a = 1; }\n',
  'more/calls.proto':
    'syntax = "proto3";\npackage t;\nimport "more/types.proto";\nservice Calls { rpc Get(M) returns (M); }\n',
  'more/types.graphql': 'type Thing { id: ID! }\n',
  'more/query.graphql': '# import Thing from "types.graphql"\ntype Query { thing: Thing }\n',
};
for (const name of ['refers', 'again', 'broken', 'syntax', 'nameless', 'missing'])
  tree[`more/${name}-service.yaml`] = service(name, `file: ${name}.yaml`);
tree['more/refers-2-service.yaml'] = service('refers-2', 'file: refers.yaml\n  name: Twice\n  version: "2"');
tree['more/calls-service.yaml'] = service('calls', 'file: calls.proto\n  name: Calls\n  version: "1"');
tree['more/query-service.yaml'] = service('query', 'file: query.graphql\n  name: Query\n  version: "1"');

function spec(title: string, schema: string): string {
  const ok = `{ "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
  return `openapi: 3.1.0\ninfo: { title: ${title}, version: "1" }\npaths: { /a: { get: { responses: ${ok} } } }\n`;
}

function service(name: string, fields: string): string {
  return `apiVersion: reshapr.io/v1alpha1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  ${fields}\n`;
}

/** The thread takes every spec before any is asked for here. */
const all = { worth: 0, given: 10_000 };

function resultOf({ diagnostics, suppressed, compiled }: CompileResult): unknown {
  return {
    diagnostics,
    suppressed,
    objects: compiled?.snapshot.objects.map(({ kind, name, digest }) => [kind, name, digest]),
    snapshot: compiled?.snapshot.digest,
    provenance: compiled && Buffer.from(compiled.provenance.bytes).toString(),
  };
}

describe('specs that are read on threads', { timeout: 60_000 }, () => {
  it.each([
    ['a valid tree, on one thread', xl, 1, all],
    ['one with mistakes, on one thread', tree, 1, all],
    ['one with mistakes, on three threads and here', tree, 3, { worth: 0, given: 2 }],
  ])('give what they give without: %s', async (_, texts, threads, options) => {
    const expected = await compile(memoryTree(texts));
    const result = await compile(memoryTree(texts), { readAhead: readAheadOn(threads, options) });
    expect(resultOf(result)).toEqual(resultOf(expected));
    // A file that specs on several threads share is parsed on each.
    if (threads === 1) expect(result.work).toEqual(expected.work);
  });

  it('are not read again after an edit of something else', async () => {
    const memo = memoryMemo();
    const readAhead = readAheadOn(1, all);
    await compile(memoryTree(tree), { memo, readAhead });
    const path = 'more/again-service.yaml';
    const edited = { ...tree, [path]: `${tree[path]}# a comment\n` };
    const { work } = await compile(memoryTree(edited), { memo, readAhead });
    expect(work).toMatchObject({ filesParsed: 1, specsImported: 0 });
  });

  it('are left to the caller where there are too few to be worth a thread', async () => {
    const { take } = readAheadOn(2)(memoryTree(tree), memoryTree(tree).files)([
      { path: 'more/refers.yaml', organization: 'o', name: 'n', version: '1', graphql: undefined },
    ]);
    expect(
      await take({
        path: 'more/refers.yaml',
        organization: 'o',
        name: 'n',
        version: '1',
        graphql: undefined,
      }),
    ).toBeUndefined();
  });
});

import { parse } from 'yaml';
import { type CompileResult, compile, memoryMemo } from '../src/compiler/index.ts';
import { memoryTree } from '../src/kernel/index.ts';
import { median, type Result, timed } from './support/result.ts';
import { editSpec, generateXl } from './xl/generate.ts';

const rounds = 5;

/** One description of one spec of a generated tree is edited, and the tree compiled again with the same memo. */
export async function benchEdit(manifests: number): Promise<Result> {
  const memo = memoryMemo();
  let texts = generateXl(manifests);
  let before = await compile(memoryTree(texts), { memo });
  const ours: number[] = [];
  const floor: number[] = [];
  let counts: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const edited = editSpec(texts, round, `in round ${round}`);
    texts = edited.tree;
    const tree = memoryTree(texts);
    floor.push((await timed(() => parse(texts[edited.path] as string))).ms);
    const { ms, value } = await timed(() => compile(tree, { memo }));
    ours.push(ms);
    counts = { ...value.work, objectsChanged: changed(before, value) };
    before = value;
  }
  return {
    name: `one edit in a tree of ${manifests} manifests`,
    unit: 'ms',
    ours: median(ours),
    floor: median(floor),
    floorIs: 'yaml.parse of the one file',
    counts,
  };
}

function changed(before: CompileResult, after: CompileResult): number {
  const known = new Set(before.compiled?.snapshot.objects.map(({ digest }) => digest));
  return (after.compiled?.snapshot.objects ?? []).filter(({ digest }) => !known.has(digest)).length;
}

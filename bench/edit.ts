import { parse } from 'yaml';
import { type CompileResult, compile, type Memo, memoryMemo } from '../src/compiler/index.ts';
import { memoryTree, type SourceTree } from '../src/kernel/index.ts';
import { type EditKind, editKinds } from './edit/kinds.ts';
import { editedTree } from './support/edited-tree.ts';
import { median, type Result, timed } from './support/result.ts';
import { generateXl } from './xl/generate.ts';
import type { Tree } from './xl/text.ts';

const rounds = 7;

/** A tree that was compiled, and what the next compile of it may use. */
interface Known {
  readonly texts: Tree;
  readonly tree: SourceTree;
  readonly memo: Memo;
  readonly result: CompileResult;
}

/** Of each kind of edit: one file of a generated tree changes, and the tree is compiled again with the same memo. */
export async function benchEdit(manifests: number): Promise<Result[]> {
  const texts = generateXl(manifests);
  const tree = memoryTree(texts);
  const memo = memoryMemo();
  const known = { texts, tree, memo, result: await compile(tree, { memo }) };
  const results: Result[] = [];
  for (const kind of editKinds) results.push(await benchKind(kind, known, manifests));
  return results;
}

/** Each round edits another team, and takes it back before the next one. */
async function benchKind(kind: EditKind, known: Known, manifests: number): Promise<Result> {
  const { texts, tree, memo, result } = known;
  const teams = Math.floor(manifests / 40);
  const ours: number[] = [];
  const processor: number[] = [];
  const floor: number[] = [];
  let counts: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const { path, text } = kind.edit(texts, round % teams);
    const edited = editedTree(tree, path, text);
    floor.push((await timed(() => parsed(text ?? texts[path]))).ms);
    const { ms, processorMs, value } = await timed(() => compile(edited, { memo }));
    ours.push(ms);
    processor.push(processorMs);
    counts = { ...value.work, objectsChanged: changed(result, value), findings: value.diagnostics.length };
    await compile(tree, { memo });
  }
  return {
    name: `${kind.name}, in a tree of ${manifests} manifests`,
    unit: 'ms',
    ours: median(ours),
    processor: median(processor),
    floor: median(floor),
    floorIs: 'yaml.parse of the one file',
    counts,
  };
}

/** What does not parse costs about as much as what does. */
function parsed(text: string | undefined): unknown {
  try {
    return parse(text ?? '');
  } catch {
    return undefined;
  }
}

function changed(before: CompileResult, after: CompileResult): number {
  const known = new Set(before.compiled?.snapshot.objects.map(({ digest }) => digest));
  return (after.compiled?.snapshot.objects ?? []).filter(({ digest }) => !known.has(digest)).length;
}

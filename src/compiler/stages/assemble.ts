import { compareText, type TreeFile } from '../../kernel/index.ts';
import {
  compareEntries,
  listRow,
  originRow,
  type Provenance,
  provenanceOfRows,
  type SealedObject,
  type Snapshot,
  snapshotOfPieces,
} from '../../snapshot/index.ts';
import { type Memo, stage } from '../memo.ts';
import { changesBetween } from './changes.ts';
import type { LocatedObject } from './seal-spec.ts';

/** A run of objects in the order of the snapshot, and the bytes that they are in its list and its provenance. */
interface Run {
  readonly items: readonly LocatedObject[];
  readonly objects: readonly SealedObject[];
  readonly list: Uint8Array;
  readonly origins: Uint8Array;
}

/** Objects that were made together. The same array as before holds the same objects. */
type Batch = readonly LocatedObject[];

interface Assembly {
  /** In the order that they were made in. */
  readonly made: readonly Batch[];
  readonly runs: readonly Run[];
}

const assemblyStage = stage<Assembly>('assemble');

const runLength = 128;

/**
 * The snapshot and the provenance of all objects. Of an assembly that was made before only the runs are made again
 * that an object went from or came to, so that one edit costs what it changes.
 */
export function assemble(
  source: string,
  organization: string,
  made: readonly Batch[],
  files: ReadonlyMap<string, TreeFile>,
  memo: Memo,
): { readonly snapshot: Snapshot; readonly provenance: Provenance } {
  const before = memo.of(assemblyStage).get(memo);
  const runs =
    before === undefined || before.runs.length === 0
      ? runsOf(made.flat(), files)
      : edited(before, made, files);
  if (memo.lasting) memo.of(assemblyStage).set(memo, { made, runs });
  const objects: SealedObject[] = [];
  for (const run of runs) for (const object of run.objects) objects.push(object);
  const lists = runs.map(({ list }) => list);
  return {
    snapshot: snapshotOfPieces(source, organization, objects, lists),
    provenance: provenanceOfRows(runs.map(({ origins }) => origins)),
  };
}

function runsOf(made: readonly LocatedObject[], files: ReadonlyMap<string, TreeFile>): Run[] {
  const sorted = [...made].sort(compareLocated);
  const runs: Run[] = [];
  for (let at = 0; at < sorted.length; at += runLength)
    runs.push(runOf(sorted.slice(at, at + runLength), files));
  return runs;
}

function runOf(items: readonly LocatedObject[], files: ReadonlyMap<string, TreeFile>): Run {
  const objects = items.map(({ object }) => object);
  const origins = items.map(({ object: { kind, name }, at }) =>
    originRow({ kind, name, file: at.file, range: at.range, blob: files.get(at.file)?.blob ?? '' }),
  );
  const bytes = (rows: readonly string[]): Uint8Array => Buffer.from(rows.join(','), 'utf8');
  return { items, objects, list: bytes(objects.map(listRow)), origins: bytes(origins) };
}

/** The runs of an assembly after some objects went and others came. */
function edited(before: Assembly, made: readonly Batch[], files: ReadonlyMap<string, TreeFile>): Run[] {
  const batches = changesBetween(before.made, made);
  const { gone, came } = changesBetween([...batches.gone].flat(), batches.came.flat());
  const arriving = new Map<number, LocatedObject[]>();
  for (const item of came) {
    const at = runFor(item, before.runs);
    const others = arriving.get(at);
    if (others === undefined) arriving.set(at, [item]);
    else others.push(item);
  }
  const leaving = new Set([...gone].map((item) => runFor(item, before.runs)));
  return before.runs.flatMap((run, at) => {
    const added = arriving.get(at) ?? [];
    if (added.length === 0 && !leaving.has(at)) return [run];
    return runsOf([...run.items.filter((item) => !gone.has(item)), ...added], files);
  });
}

/** The index of the run that an object belongs to: the last one that does not begin after it, or the first. */
function runFor(item: LocatedObject, runs: readonly Run[]): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const [first] = (runs[middle] as Run).items;
    if (first !== undefined && compareLocated(first, item) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

function compareLocated(a: LocatedObject, b: LocatedObject): number {
  // Names are unique; if ever two are not, their order must not depend on what was edited.
  return compareEntries(a.object, b.object) || compareText(a.object.digest, b.object.digest);
}

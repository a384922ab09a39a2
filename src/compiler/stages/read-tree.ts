import { fileStart, finding, type SourceTree, type TreeFile } from '../../kernel/index.ts';
import { fileSizeLimit, type Manifest, manifestFindingKinds } from '../../manifest/index.ts';
import { carryLists, type Manifests } from '../bind/manifests.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { inRuns, type Runs } from '../runs.ts';
import type { SuppressionComment } from '../suppress/comments.ts';
import { type CheckedFile, checkFile, isLookedAt, mayDefineServices } from './check-file.ts';
import { type ReadAhead, type SpecsAhead, startedAhead } from './read-ahead.ts';
import { type ReadRun, readRun } from './read-run.ts';

/** A tree whose manifests were parsed and checked. */
export interface ReadTree {
  readonly tree: SourceTree;
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly manifests: Manifests;
  /** Paths of the files that could hold manifests, and do not mean to. */
  readonly unclaimed: readonly string[];
  /** Paths of the files that something refers to, so far. */
  readonly referred: ReadonlySet<string>;
  /** Comments that ask for findings to be ignored, by file; only files that have some. */
  readonly suppressions: ReadonlyMap<string, readonly SuppressionComment[]>;
  /** Notes that something refers to a file. */
  refer(path: string): void;
  /** Specs that are read elsewhere. */
  readonly ahead: SpecsAhead;
}

/** Files that take a few milliseconds to check. */
const filesPerTurn = 32;

const checkStage = stage<CheckedFile>('check');
const runsStage = stage<Runs<TreeFile>>('runs of files');
const readStage = stage<ReadRun>('read');
const manifestsStage = stage<Manifests>('manifests');

/** Stages *parse* and *check*: every manifest of the tree, each file parsed once per content. */
export async function readTree(tree: SourceTree, context: Context, readAhead?: ReadAhead): Promise<ReadTree> {
  const files = context.memo.admit(tree.files);
  for (const { path, reason } of tree.unreadable)
    context.report(
      finding(manifestFindingKinds.unreadableFile, { reason }, { file: path, range: fileStart }),
    );

  const checkedFiles = context.memo.of(checkStage);
  const check = (file: TreeFile, bytes: Uint8Array): void => {
    if (!checkedFiles.has(file)) checkedFiles.set(file, checkFile(file, bytes, context.work));
  };
  const runs = inRuns([...files.values()], context.memo.of(runsStage).get(context.memo) ?? []);
  if (context.memo.lasting) context.memo.of(runsStage).set(context.memo, runs);
  const results = context.memo.of(readStage);
  const unchecked = runs
    .filter((run) => !results.has(run))
    .flatMap((run) => run.filter((file) => isLookedAt(file) && !checkedFiles.has(file)));
  const read = readAhead?.(tree, unchecked);
  if (read !== undefined)
    for (const file of unchecked) {
      const bytes = await bytesOf(file, tree);
      if (mayDefineServices(file, bytes)) check(file, bytes);
    }
  const known = unchecked.flatMap((file) => checkedFiles.get(file)?.manifests ?? []);
  const ahead = startedAhead(files, [known], read);
  for (const [index, file] of unchecked.entries()) {
    if (index % filesPerTurn === 0) await ahead.turn();
    check(file, await bytesOf(file, tree));
  }

  const manifests: (readonly Manifest[])[] = [];
  const unclaimed: string[] = [];
  const suppressions = new Map<string, readonly SuppressionComment[]>();
  for (const run of runs) {
    const result = results.get(run) ?? readRun(run, (file) => checkedFiles.get(file));
    results.set(run, result);
    manifests.push(result.manifests);
    unclaimed.push(...result.unclaimed);
    for (const [path, comments] of result.suppressions) suppressions.set(path, comments);
    for (const diagnostic of result.diagnostics) context.report(diagnostic);
    for (const mistaken of result.mistaken) context.unbound.add(mistaken);
    for (const text of result.broken) context.unbound.addText(text);
  }

  carryLists(context.memo.of(manifestsStage).get(context.memo) ?? [], manifests);
  if (context.memo.lasting) context.memo.of(manifestsStage).set(context.memo, manifests);

  const referred = new Set<string>();
  return {
    tree,
    files,
    manifests,
    unclaimed,
    referred,
    suppressions,
    refer: (path) => void referred.add(path),
    ahead,
  };
}

/** A file that is too large to be read is looked at as if it were empty. */
async function bytesOf({ path, size }: TreeFile, tree: SourceTree): Promise<Uint8Array> {
  return size > fileSizeLimit ? new Uint8Array() : tree.read(path);
}

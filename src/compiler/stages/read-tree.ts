import { fileStart, finding, type SourceTree, type TreeFile } from '../../kernel/index.ts';
import { fileSizeLimit, type Manifest, manifestFindingKinds } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import type { SuppressionComment } from '../suppress/comments.ts';
import { type CheckedFile, checkFile, isLookedAt, mayDefineServices } from './check-file.ts';
import { type ReadAhead, startedAhead, type TakeAnswer } from './read-ahead.ts';

/** A tree whose manifests were parsed and checked. */
export interface ReadTree {
  readonly tree: SourceTree;
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly manifests: readonly Manifest[];
  /** Paths of the files that hold manifests, or mean to. */
  readonly claimed: ReadonlySet<string>;
  /** Paths of the files that something refers to, so far. */
  readonly referred: ReadonlySet<string>;
  /** Comments that ask for findings to be ignored, by file; only files that have some. */
  readonly suppressions: ReadonlyMap<string, readonly SuppressionComment[]>;
  /** Notes that something refers to a file. */
  refer(path: string): void;
  /** The answer for a spec that is read elsewhere. */
  readonly ahead: TakeAnswer;
}

const checkStage = stage<CheckedFile>('check');

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
  const looked = [...files.values()].filter(isLookedAt);
  const unchecked = looked.filter((file) => !checkedFiles.has(file));
  if (readAhead !== undefined)
    for (const file of unchecked) {
      const bytes = await bytesOf(file, tree);
      if (mayDefineServices(file, bytes)) check(file, bytes);
    }
  const known = unchecked.flatMap((file) => checkedFiles.get(file)?.manifests ?? []);
  const ahead = startedAhead(tree, files, known, readAhead);
  for (const file of unchecked) check(file, await bytesOf(file, tree));

  const manifests: Manifest[] = [];
  const claimed = new Set<string>();
  const suppressions = new Map<string, readonly SuppressionComment[]>();
  for (const file of looked) {
    const checked = checkedFiles.get(file) as CheckedFile;
    for (const manifest of checked.manifests) manifests.push(manifest);
    if (checked.claimed) claimed.add(file.path);
    if (checked.suppressions.length > 0) suppressions.set(file.path, checked.suppressions);
    if (checked.diagnostics.length > 0) context.report(...checked.diagnostics);
    for (const mistaken of checked.mistaken) context.unbound.add(mistaken);
    if (checked.broken !== undefined) context.unbound.addText(checked.broken);
  }

  const referred = new Set<string>();
  return {
    tree,
    files,
    manifests,
    claimed,
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

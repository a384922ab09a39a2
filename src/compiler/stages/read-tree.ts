import { fileStart, finding, type SourceTree, type TreeFile } from '../../kernel/index.ts';
import {
  type FileText,
  fileSizeLimit,
  type Manifest,
  manifestFindingKinds,
  readDocuments,
  tooLarge,
} from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import type { SuppressionComment } from '../suppress/comments.ts';
import { type CheckedFile, checkFile, isLookedAt } from './check-file.ts';

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
  /** The documents of a file; undefined (and reported) when there is none that can be read. */
  text(path: string): Promise<FileText | undefined>;
  /** The bytes of a file that is read as it is; undefined when it is not there or too large to be a spec. */
  bytes(path: string): Promise<Uint8Array | undefined>;
}

const textStage = stage<FileText>('text');
const checkStage = stage<CheckedFile>('check');

/** Stages *parse* and *check*: every manifest of the tree, each file parsed once per content. */
export async function readTree(tree: SourceTree, context: Context): Promise<ReadTree> {
  const files = context.memo.admit(tree.files);
  const checkedFiles = context.memo.of(checkStage);
  const texts = context.memo.of(textStage);
  for (const { path, reason } of tree.unreadable)
    context.report(
      finding(manifestFindingKinds.unreadableFile, { reason }, { file: path, range: fileStart }),
    );

  async function text(path: string): Promise<FileText | undefined> {
    const file = files.get(path);
    if (file === undefined) return undefined;
    let read = texts.get(file);
    if (read === undefined) {
      if (file.size > fileSizeLimit) read = tooLarge(path, file.size);
      else read = readDocuments(path, await tree.read(path));
      context.work.filesParsed++;
      texts.set(file, read);
    }
    return read;
  }

  const manifests: Manifest[] = [];
  const claimed = new Set<string>();
  const suppressions = new Map<string, readonly SuppressionComment[]>();
  for (const file of files.values()) {
    let checked = checkedFiles.get(file);
    if (checked === undefined) {
      if (!isLookedAt(file)) continue;
      checked = await checkFile(file, tree, text);
      checkedFiles.set(file, checked);
    }
    for (const manifest of checked.manifests) manifests.push(manifest);
    if (checked.claimed) claimed.add(file.path);
    if (checked.suppressions.length > 0) suppressions.set(file.path, checked.suppressions);
    if (checked.diagnostics.length > 0) context.report(...checked.diagnostics);
    for (const mistaken of checked.mistaken) context.unbound.add(mistaken);
    if (checked.broken !== undefined) context.unbound.addText(checked.broken);
  }

  const referred = new Set<string>();
  const refer = (path: string): void => void referred.add(path);
  return {
    tree,
    files,
    manifests,
    claimed,
    referred,
    suppressions,
    refer,
    text: (path) => {
      refer(path);
      return text(path);
    },
    bytes: async (path) => {
      refer(path);
      const file = files.get(path);
      return file === undefined || file.size > fileSizeLimit ? undefined : tree.read(path);
    },
  };
}

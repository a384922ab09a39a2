import {
  compareText,
  type Diagnostic,
  fileStart,
  finding,
  type SourceTree,
  type TreeFile,
} from '../../kernel/index.ts';
import {
  type CheckResult,
  checkDocument,
  type FileText,
  fileSizeLimit,
  type Manifest,
  type Mistaken,
  manifestFindingKinds,
  readDocuments,
  tooLarge,
} from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { type SuppressionComment, suppressionComments } from '../suppress/comments.ts';
import { mentionsApiVersion } from './mentions-api-version.ts';

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
  /** The documents of a file; undefined (and reported) when there is none that can be read. */
  text(path: string): Promise<FileText | undefined>;
  /** The bytes of a file that is read as it is; undefined when it is not there or too large to be a spec. */
  bytes(path: string): Promise<Uint8Array | undefined>;
}

interface CheckedFile {
  readonly claimed: boolean;
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
  readonly mistaken: readonly Mistaken[];
  readonly suppressions: readonly SuppressionComment[];
  /** The text, where it could not be parsed. */
  readonly broken?: string;
}

const notManifests: CheckedFile = {
  claimed: false,
  manifests: [],
  diagnostics: [],
  mistaken: [],
  suppressions: [],
};

/** Files that may be manifests, and specs in languages that have comments. */
const looked = /\.(ya?ml|json|graphqls?|gql|proto)$/;

/** Stages *parse* and *check*: every manifest of the tree, each file parsed once per content. */
export async function readTree(tree: SourceTree, context: Context): Promise<ReadTree> {
  const sorted = [...tree.files].sort((a, b) => compareText(a.path, b.path));
  const files = new Map(sorted.map((file) => [file.path, file]));
  for (const { path, reason } of tree.unreadable)
    context.report(
      finding(manifestFindingKinds.unreadableFile, { reason }, { file: path, range: fileStart }),
    );

  async function text(path: string): Promise<FileText | undefined> {
    const file = files.get(path);
    if (file === undefined) return undefined;
    const key = `text ${path} ${file.blob}`;
    let read = context.memo.get(key) as FileText | undefined;
    if (read === undefined) {
      if (file.size > fileSizeLimit) read = tooLarge(path, file.size);
      else read = readDocuments(path, await tree.read(path));
      context.work.filesParsed++;
      context.memo.set(key, read);
    }
    return read;
  }

  const manifests: Manifest[] = [];
  const claimed = new Set<string>();
  const suppressions = new Map<string, readonly SuppressionComment[]>();
  for (const file of sorted) {
    if (!looked.test(file.path)) continue;
    const checked = await checkedFile(file, tree, context, text);
    manifests.push(...checked.manifests);
    if (checked.claimed) claimed.add(file.path);
    if (checked.suppressions.length > 0) suppressions.set(file.path, checked.suppressions);
    context.report(...checked.diagnostics);
    for (const mistaken of checked.mistaken) context.unbound.add(mistaken);
    if (checked.broken !== undefined) context.unbound.addText(checked.broken);
  }
  const referred = new Set<string>();
  const referredText = (path: string): Promise<FileText | undefined> => {
    referred.add(path);
    return text(path);
  };
  const referredBytes = async (path: string): Promise<Uint8Array | undefined> => {
    referred.add(path);
    const file = files.get(path);
    return file === undefined || file.size > fileSizeLimit ? undefined : tree.read(path);
  };
  return {
    tree,
    files,
    manifests,
    claimed,
    referred,
    suppressions,
    text: referredText,
    bytes: referredBytes,
  };
}

async function checkedFile(
  file: TreeFile,
  tree: SourceTree,
  context: Context,
  text: (path: string) => Promise<FileText | undefined>,
): Promise<CheckedFile> {
  const key = `checked ${file.path} ${file.blob}`;
  const known = context.memo.get(key) as CheckedFile | undefined;
  if (known !== undefined) return known;
  const bytes = file.size > fileSizeLimit ? new Uint8Array() : await tree.read(file.path);
  const manifests = claimsToBeManifest(file, bytes) ? await checkFile(file, tree, text) : notManifests;
  const checked = { ...manifests, suppressions: suppressionComments(file.path, bytes) };
  context.memo.set(key, checked);
  return checked;
}

async function checkFile(
  file: TreeFile,
  tree: SourceTree,
  text: (path: string) => Promise<FileText | undefined>,
): Promise<Omit<CheckedFile, 'suppressions'>> {
  const read = await text(file.path);
  if (read === undefined) return notManifests;
  const failed = read.diagnostics.some(({ severity }) => severity === 'error');
  const results: CheckResult[] = read.documents.map(checkDocument);
  return {
    claimed: read.documents.length === 0 || results.some((result) => result.ours),
    manifests: results.flatMap((result) => (result.manifest === undefined ? [] : [result.manifest])),
    diagnostics: [...read.diagnostics, ...results.flatMap((result) => result.diagnostics)],
    mistaken: results.flatMap(({ mistaken }) => (mistaken === undefined ? [] : [mistaken])),
    ...(failed ? { broken: Buffer.from(await tree.read(file.path)).toString('utf8') } : {}),
  };
}

/** Specs lie beside manifests and may be large: only a text with a key `apiVersion` is looked at. */
function claimsToBeManifest(file: TreeFile, bytes: Uint8Array): boolean {
  if (!/\.(ya?ml|json)$/.test(file.path)) return false;
  return mentionsApiVersion(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

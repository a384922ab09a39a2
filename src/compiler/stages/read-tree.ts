import {
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
import { stage } from '../memo.ts';
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
  /** Notes that something refers to a file. */
  refer(path: string): void;
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
  /** The text, where it could not be parsed. */
  readonly broken?: string;
}

const notManifests: CheckedFile = { claimed: false, manifests: [], diagnostics: [], mistaken: [] };

const textStage = stage<FileText>('text');
const checkStage = stage<CheckedFile>('check');

/** Stages *parse* and *check*: every manifest of the tree, each file parsed once per content. */
export async function readTree(tree: SourceTree, context: Context): Promise<ReadTree> {
  const files = context.memo.admit(tree.files);
  for (const { path, reason } of tree.unreadable)
    context.report(
      finding(manifestFindingKinds.unreadableFile, { reason }, { file: path, range: fileStart }),
    );
  const texts = context.memo.of(textStage);
  const checked = context.memo.of(checkStage);

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
  for (const file of files.values()) {
    if (!isDocumentName(file.path)) continue;
    let found = checked.get(file);
    if (found === undefined) {
      found = (await claimsToBeManifest(file, tree)) ? await checkFile(file, tree, text) : notManifests;
      checked.set(file, found);
    }
    for (const manifest of found.manifests) manifests.push(manifest);
    if (found.claimed) claimed.add(file.path);
    if (found.diagnostics.length > 0) context.report(...found.diagnostics);
    for (const mistaken of found.mistaken) context.unbound.add(mistaken);
    if (found.broken !== undefined) context.unbound.addText(found.broken);
  }
  const referred = new Set<string>();
  const refer = (path: string): void => void referred.add(path);
  const referredText = (path: string): Promise<FileText | undefined> => {
    refer(path);
    return text(path);
  };
  const referredBytes = async (path: string): Promise<Uint8Array | undefined> => {
    refer(path);
    const file = files.get(path);
    return file === undefined || file.size > fileSizeLimit ? undefined : tree.read(path);
  };
  return { tree, files, manifests, claimed, referred, refer, text: referredText, bytes: referredBytes };
}

/** Whether a file is one of YAML or JSON by its name. */
function isDocumentName(path: string): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml') || path.endsWith('.json');
}

async function checkFile(
  file: TreeFile,
  tree: SourceTree,
  text: (path: string) => Promise<FileText | undefined>,
): Promise<CheckedFile> {
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
async function claimsToBeManifest(file: TreeFile, tree: SourceTree): Promise<boolean> {
  if (file.size > fileSizeLimit) return false;
  const bytes = await tree.read(file.path);
  return mentionsApiVersion(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

import type { Diagnostic, TreeFile } from '../../kernel/index.ts';
import {
  type CheckResult,
  checkDocument,
  type Manifest,
  type Mistaken,
  readDocuments,
} from '../../manifest/index.ts';
import type { Work } from '../memo.ts';
import { type SuppressionComment, suppressionComments } from '../suppress/comments.ts';
import { mentionsApiVersion } from './mentions-api-version.ts';

/** A file whose manifests were checked. Depends on its path and its bytes only. */
export interface CheckedFile {
  /** It holds manifests, or means to. */
  readonly claimed: boolean;
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
  readonly mistaken: readonly Mistaken[];
  readonly suppressions: readonly SuppressionComment[];
  /** The text, where it could not be parsed. */
  readonly broken?: string;
}

const notManifests = { claimed: false, manifests: [], diagnostics: [], mistaken: [] };

/** Files that may be manifests, and specs in languages that have comments. */
const looked = /\.(ya?ml|json|graphqls?|gql|proto)$/;

/** Whether a file is looked at before anything refers to it. */
export function isLookedAt({ path }: TreeFile): boolean {
  return looked.test(path);
}

/** Whether manifests are written in files of such a name. */
export function mayHoldManifests({ path }: Pick<TreeFile, 'path'>): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

/** Stage *check* for one file; it is parsed only if it claims to be a manifest. */
export function checkFile(file: TreeFile, bytes: Uint8Array, work: Work): CheckedFile {
  const suppressions = suppressionComments(file.path, bytes);
  if (!claimsToBeManifest(file, bytes)) return { ...notManifests, suppressions };
  work.filesParsed++;
  const read = readDocuments(file.path, bytes);
  const failed = read.diagnostics.some(({ severity }) => severity === 'error');
  const results: CheckResult[] = read.documents.map(checkDocument);
  return {
    claimed: read.documents.length === 0 || results.some((result) => result.ours),
    manifests: results.flatMap((result) => (result.manifest === undefined ? [] : [result.manifest])),
    diagnostics: [...read.diagnostics, ...results.flatMap((result) => result.diagnostics)],
    mistaken: results.flatMap(({ mistaken = [] }) => mistaken),
    suppressions,
    ...(failed ? { broken: Buffer.from(bytes).toString('utf8') } : {}),
  };
}

/** Whether a file looks as if it held a Project or a Service: those are checked first where specs are read ahead. */
export function mayDefineServices(file: TreeFile, bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return kinds.some((kind) => view.includes(kind)) && claimsToBeManifest(file, bytes);
}

const kinds = [Buffer.from('kind: Service\n'), Buffer.from('kind: Project\n')];

/** Specs lie beside manifests and may be large: only a text with a key `apiVersion` is looked at. */
function claimsToBeManifest(file: TreeFile, bytes: Uint8Array): boolean {
  if (!mayHoldManifests(file)) return false;
  return mentionsApiVersion(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

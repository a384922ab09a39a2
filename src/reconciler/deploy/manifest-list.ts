import { z } from 'zod';
import { canonicalBytes, type Digest } from '../../snapshot/index.ts';

const listSchema = z.strictObject({
  format: z.literal('manifests@1'),
  files: z.array(z.tuple([z.string(), z.string().regex(/^[0-9a-f]{64}$/)])),
});

/** The files that a snapshot was compiled from: path, and digest of the text. Kept beside the revision. */
export type ManifestList = readonly (readonly [path: string, digest: Digest])[];

export function manifestListBytes(files: ManifestList): Uint8Array {
  return canonicalBytes({ format: 'manifests@1', files: files.map(([path, digest]) => [path, digest]) });
}

/** Throws on bytes that are no list. */
export function parseManifestList(bytes: Uint8Array): ManifestList {
  return listSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).files;
}

import { createHash } from 'node:crypto';

/** The object id that git gives these bytes: SHA-1 over `blob <size>\0` and the bytes (gitformat-loose). */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

import { createHash, hash } from 'node:crypto';

/** Where a short text is put behind its header: a buffer of its own for each would cost more than the hash. */
const scratch = Buffer.alloc(64 * 1024);

/** The object id that git gives these bytes: SHA-1 over `blob <size>\0` and the bytes (gitformat-loose). */
export function blobId(bytes: Uint8Array): string {
  const header = `blob ${bytes.length}\0`;
  const length = header.length + bytes.length;
  if (length > scratch.length) return createHash('sha1').update(header).update(bytes).digest('hex');
  scratch.write(header, 'latin1');
  scratch.set(bytes, header.length);
  return hash('sha1', scratch.subarray(0, length));
}

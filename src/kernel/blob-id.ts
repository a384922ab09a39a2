import { hash } from 'node:crypto';

/** The object id that git gives these bytes: SHA-1 over `blob <size>\0` and the bytes (gitformat-loose). */
export function blobId(bytes: Uint8Array): string {
  return hash('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}

import { createHash } from 'node:crypto';
import { canonicalBytes } from './canonical.ts';

/** SHA-256, 64 lower-case hex digits. */
export type Digest = string;

export function digestOf(bytes: Uint8Array): Digest {
  return createHash('sha256').update(bytes).digest('hex');
}

export function digestOfJson(value: unknown): Digest {
  return digestOf(canonicalBytes(value));
}

export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** What a person is shown of a digest: its first twelve digits. */
export function shortDigest(digest: Digest): string {
  return digest.slice(0, 12);
}

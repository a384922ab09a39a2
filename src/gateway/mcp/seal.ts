import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../../kernel/index.ts';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

export interface Seal {
  seal(content: Buffer): string;
  /** Undefined for whatever was not sealed for this purpose with one of the keys. */
  open(token: string): Buffer | undefined;
}

/**
 * Hides and authenticates what a client carries for the gateway: AES-256-GCM, base64url. The purpose is
 * authenticated too, so that what was sealed for one cannot be used for another.
 */
export function sealWith(
  keys: readonly [Uint8Array, ...Uint8Array[]],
  purpose: string,
  random: Random,
): Seal {
  for (const key of keys) if (key.length !== 32) throw new Error('a seal key has 32 bytes');
  const associated = Buffer.from(purpose);
  return {
    seal(content) {
      const iv = random.bytes(ivLength);
      const cipher = createCipheriv(algorithm, keys[0], iv, { authTagLength: tagLength }).setAAD(associated);
      const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length < ivLength + tagLength || bytes.toString('base64url') !== token) return undefined;
      for (const key of keys) {
        const content = openWith(key, associated, bytes);
        if (content !== undefined) return content;
      }
      return undefined;
    },
  };
}

function openWith(key: Uint8Array, associated: Buffer, bytes: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(associated).setAuthTag(bytes.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivLength, -tagLength)), decipher.final()]);
  } catch {
    // Node tells of a wrong tag by throwing.
    return undefined;
  }
}

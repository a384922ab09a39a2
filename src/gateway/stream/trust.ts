import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeDirectory, messageOf, problem, writeDurably } from '../../kernel/index.ts';
import { isEndorsedBy, keyIdOf, type PublicKey, publicKeyOf } from '../../snapshot/index.ts';
import type { SigningKey } from '../../wire/index.ts';
import { trustUnusable } from '../problems.ts';

const fileSchema = z.strictObject({
  format: z.literal('trusted-keys@1'),
  keys: z.array(z.strictObject({ keyId: z.string(), spki: z.string() })),
});

/** The keys whose signature makes a view acceptable. */
export interface Trust {
  keys(): readonly PublicKey[];
  /**
   * Takes in what the control plane presents: the first keys are pinned, a later one only when a trusted key
   * endorsed it. Keys that were given by file are never added to.
   */
  learn(presented: readonly SigningKey[]): Promise<void>;
}

/** Keys from a file that the operator gave, or those pinned on first use in the state directory. */
export async function openTrust(directory: string, givenFile: string | undefined): Promise<Trust> {
  if (givenFile !== undefined) {
    const given = await readPublicKeys(givenFile);
    return { keys: () => given, learn: () => Promise.resolve() };
  }
  const file = join(directory, 'trusted-keys.json');
  let pinned = await readPinned(file);
  return {
    keys: () => pinned,
    learn: async (presented) => {
      const sound = presented.filter(({ keyId, spki }) => keyIdOf(Buffer.from(spki, 'base64')) === keyId);
      const fresh = sound.filter((key) => !pinned.some(({ keyId }) => keyId === key.keyId));
      const accepted = pinned.length === 0 ? fresh : fresh.filter((key) => isEndorsed(key, pinned));
      if (accepted.length === 0) return;
      pinned = [...pinned, ...accepted.map(({ keyId, spki }) => ({ keyId, spki }))];
      await makeDirectory(dirname(file), 0o700);
      await writeDurably(file, [
        Buffer.from(`${JSON.stringify({ format: 'trusted-keys@1', keys: pinned }, null, 2)}\n`),
      ]);
    },
  };
}

function isEndorsed(key: SigningKey, trusted: readonly PublicKey[]): boolean {
  return key.endorsements.some(({ keyId, signature }) =>
    trusted.some((old) => old.keyId === keyId && isEndorsedBy(key, signature, old)),
  );
}

async function readPinned(file: string): Promise<readonly PublicKey[]> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).keys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw problem(trustUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}

/** Reads PEM public keys, one after the other. Throws a Problem for a file without one. */
export async function readPublicKeys(file: string): Promise<readonly PublicKey[]> {
  try {
    const text = await readFile(file, 'utf8');
    const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
    if (blocks.length === 0) throw new Error('it holds no PEM public key');
    return blocks.map((block) => publicKeyOf(createPublicKey(block)));
  } catch (error) {
    throw problem(trustUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}

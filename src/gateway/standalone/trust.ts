import { problem } from '../../kernel/index.ts';
import { type Envelope, isSignedBy, type PublicKey } from '../../snapshot/index.ts';
import { readPublicKeys } from '../stream/trust.ts';
import { noBundleTrust, trustContradicts } from './problems.ts';

/** Which bundles are served: those that a key signed, or all of them. */
export type BundleTrust =
  | { readonly type: 'signed'; readonly keys: readonly PublicKey[] }
  | { readonly type: 'any' };

/** Throws a Problem when nothing is said, or things that contradict each other, or the keys cannot be read. */
export async function bundleTrust(
  keysFile: string | undefined,
  allowUnsigned: boolean,
): Promise<BundleTrust> {
  if (keysFile === undefined) {
    if (!allowUnsigned) throw problem(noBundleTrust, {});
    return { type: 'any' };
  }
  if (allowUnsigned) throw problem(trustContradicts, {});
  return { type: 'signed', keys: await readPublicKeys(keysFile) };
}

/** Why a bundle is not trusted, and what to do about it; undefined when it is. */
export function distrust(
  envelope: Envelope,
  trust: BundleTrust,
): { readonly why: string; readonly hint: string } | undefined {
  if (trust.type === 'any' || isSignedBy(envelope, trust.keys)) return undefined;
  if (envelope.signatures.length === 0)
    return { why: 'it is not signed', hint: 'build it with --key <file>, the private half of a trusted key' };
  return {
    why: 'no trusted key signed it',
    hint: 'build it with --key <file>, the private half of a trusted key, or add its public key to RESHAPR_TRUSTED_KEYS_FILE',
  };
}

import { type CryptoKey, compactVerify, createLocalJWKSet, errors } from 'jose';
import { z } from 'zod';

/** The public keys that an authorization server signs with, as they were at one time. */
export interface KeySet {
  /** Equal for equal keys. */
  readonly text: string;
  /** The payload of a token, if one of the keys signed it with this algorithm. */
  verify(token: string, algorithms: readonly string[]): Promise<Verified>;
}

export type Verified =
  | { readonly type: 'signed'; readonly payload: Uint8Array }
  /** The token names a key that is not among these; there may be a newer set. */
  | { readonly type: 'unknown-key' }
  | { readonly type: 'forged' };

/** Keys of one set; those after that are not looked at. */
const maxKeys = 100;

/** Keys that one token is tried with. */
const mostTried = 8;

const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Reads a JWK Set (RFC 7517). Symmetric keys are left out: what signs with one is no public key. */
export function keySetOf(document: unknown): KeySet {
  const keys = jwksSchema
    .parse(document)
    .keys.filter(({ kty }) => kty !== 'oct')
    .slice(0, maxKeys);
  const find = createLocalJWKSet({ keys });
  return {
    text: JSON.stringify(keys),
    verify: async (token, algorithms) => {
      const options = { algorithms: [...algorithms] };
      try {
        return { type: 'signed', payload: (await compactVerify(token, find, options)).payload };
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey) return { type: 'unknown-key' };
        if (error instanceof errors.JWKSMultipleMatchingKeys) return tryEach(error, token, options);
        return forged(error);
      }
    },
  };
}

/**
 * A token that names no key, or a name that several have, is tried with those that it could be of. Anybody can send such a
 * token, so it is tried with few: who has more keys than that of one kind has to name them.
 */
async function tryEach(
  keys: AsyncIterable<CryptoKey>,
  token: string,
  options: { readonly algorithms: string[] },
): Promise<Verified> {
  let tried = 0;
  for await (const key of keys) {
    if (tried++ === mostTried) break;
    try {
      return { type: 'signed', payload: (await compactVerify(token, key, options)).payload };
    } catch (error) {
      forged(error);
    }
  }
  return { type: 'forged' };
}

/** What the library says of a token or a key that is not what it claims: errors of its own, or of the key's import. */
function forged(error: unknown): Verified {
  if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException)
    return { type: 'forged' };
  throw error;
}

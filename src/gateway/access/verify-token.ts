import { createHash, hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AccessObject } from '../../snapshot/index.ts';
import { algorithmsOf, type HeadDefence, type TokenFault } from './defences.ts';
import type { KeySet } from './keys/key-set.ts';
import type { KeySources } from './keys/key-sources.ts';
import { readHead, readToken, type Token } from './token.ts';

/** A token that an accepted authorization server signed. */
export interface VerifiedToken {
  readonly type: 'verified';
  readonly token: Token;
  /** Names its subject without saying who it is. */
  readonly owner: string;
  /** The keys that it was checked with: when there are others, it is checked anew. */
  readonly keys: KeySet;
}

export type Verification =
  | VerifiedToken
  | { readonly type: 'refused'; readonly fault: TokenFault }
  /** The keys of its issuer cannot be had at the moment. */
  | { readonly type: 'unavailable' };

export interface TokenVerifier {
  /** A token that was verified before, if it still is. */
  known(token: string, access: AccessObject): VerifiedToken | undefined;
  verify(token: string, access: AccessObject): Promise<Verification>;
}

/** Tokens that are remembered as verified, and the characters that they may have together. */
const verifiedTokens = { max: 10_000, maxSize: 16 * 1024 * 1024 };

/** Tokens that are remembered as forged. */
const forgedTokens = { max: 1000 };

/** Checks signatures, each token once: what came of it is remembered by its hash, until its issuer has other keys. */
export function tokenVerifier(sources: KeySources, defences: readonly HeadDefence[]): TokenVerifier {
  const verified = new LRUCache<string, VerifiedToken>(verifiedTokens);
  /** With the keys that say so. */
  const forged = new LRUCache<string, KeySet>(forgedTokens);
  const rules = new WeakMap<AccessObject, string>();

  /** What one endpoint takes for verified another may not: it may trust other issuers, keys and algorithms. */
  function keyOf(token: string, access: AccessObject): string {
    const { issuers, jwksUri, algorithms } = access;
    const text = rules.get(access) ?? JSON.stringify([issuers, jwksUri, algorithms]);
    rules.set(access, text);
    return hash('sha256', `${text}\n${token}`, 'base64');
  }

  async function check(token: string, access: AccessObject): Promise<Verification> {
    const head = readHead(token);
    if (head === undefined) return refused('malformed_token', 'it is no signed JWT');
    for (const { refuse } of defences) {
      const fault = refuse(head, access);
      if (fault !== undefined) return { type: 'refused', fault };
    }
    const source = sources(access, head.issuer);
    let keys = await source.get();
    if (keys === undefined) return { type: 'unavailable' };
    const key = keyOf(token, access);
    if (forged.get(key) === keys) return wrongSignature;
    const algorithms = algorithmsOf(access);
    let found = await keys.verify(token, algorithms);
    if (found.type === 'unknown-key') {
      const newer = await source.newer(keys);
      if (newer !== undefined) {
        keys = newer;
        found = await keys.verify(token, algorithms);
      }
    }
    if (found.type === 'forged') forged.set(key, keys);
    if (found.type !== 'signed') return wrongSignature;
    const read = readToken(found.payload);
    if (read === undefined)
      return refused('malformed_token', 'it lacks a claim: iss, sub, iat and exp are needed');
    const verification: VerifiedToken = { type: 'verified', token: read, owner: ownerOf(read), keys };
    verified.set(key, verification, { size: token.length });
    return verification;
  }

  return {
    known: (token, access) => {
      const entry = verified.get(keyOf(token, access));
      if (entry === undefined) return undefined;
      return sources(access, entry.token.issuer).current() === entry.keys ? entry : undefined;
    },
    verify: check,
  };
}

const wrongSignature = refused('invalid_token', 'its signature is not that of its issuer');

function refused(reason: TokenFault['reason'], text: string): Verification {
  return { type: 'refused', fault: { reason, text } };
}

function ownerOf({ issuer, subject }: Token): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest();
  return digest.subarray(0, 16).toString('base64url');
}

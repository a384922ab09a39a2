import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/index.ts';
import type { CredentialObject, ExpositionObject } from '../../snapshot/index.ts';

/** Tokens that callers gave for backends: in memory, in no log, and gone when the process ends. */
export interface KeptCredentials {
  get(key: string): string | undefined;
  /** `lastsMs`: milliseconds that it lasts, where that is known. */
  put(key: string, token: string, lastsMs: number | undefined): void;
  /** The backend refused it. */
  forget(key: string, token: string): void;
}

/** Tokens of all callers together; the one that was not used for the longest time goes. */
const most = 10_000;
/** Milliseconds that a token is kept at most. */
const longest = 8 * 60 * 60 * 1000;

export function keptCredentials(clock: Clock): KeptCredentials {
  const kept = new LRUCache<string, { readonly token: string; readonly until: number }>({ max: most });
  return {
    get: (key) => {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      if (clock.now() < entry.until) return entry.token;
      kept.delete(key);
      return undefined;
    },
    put: (key, token, lastsMs = longest) => {
      kept.set(key, { token, until: clock.now() + Math.min(longest, lastsMs) });
    },
    forget: (key, token) => {
      if (kept.get(key)?.token === token) kept.delete(key);
    },
  };
}

/**
 * Names what a caller gave, and for what: one secret as it is now, of one organization, presented to one backend. When
 * any of that changes the caller is asked anew, since a token was given for nothing else.
 */
export function credentialKey(
  { organization, backend }: Pick<ExpositionObject, 'organization' | 'backend'>,
  { secret, grant, tokenHeader }: CredentialObject,
  owner: string,
): string {
  const facts = [organization, new URL(backend.endpoint).origin, secret, grant, tokenHeader, owner];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}

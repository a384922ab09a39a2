import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/index.ts';

/** A token as an authorization server gave it. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds that it lasts; undefined when the server does not say. */
  readonly lastsMs: number | undefined;
}

/** Makes a token; asked for one of each key at a time. */
export type FetchToken = () => Promise<IssuedToken>;

export interface TokenCache {
  /** A token that lasts, the one that is known or a new one; until `end` (milliseconds since 1970) at most. */
  get(key: string, fetch: FetchToken, end?: number): Promise<string>;
  /**
   * Forgets a token that a backend refused, so that the next one is another. False when one was forgotten a moment
   * ago: a backend that refuses every token does not have the authorization server asked for each call.
   */
  forget(key: string, token: string): boolean;
}

/** Milliseconds. */
export interface TokenTiming {
  /** Before a token expires, another is asked for. */
  readonly marginMs: number;
  /** How long a token is used at least, and when nothing is known of its end. */
  readonly leastMs: number;
  readonly unknownMs: number;
  /** Between two requests when the first one failed. */
  readonly retryMs: number;
  /** Between two tokens of one key that are forgotten. */
  readonly forgetMs: number;
}

/** reShapr's, where it has them. */
export const defaultTokenTiming: TokenTiming = {
  marginMs: 15_000,
  leastMs: 5_000,
  unknownMs: 300_000,
  retryMs: 1_000,
  forgetMs: 10_000,
};

interface Entry {
  /** Until when it is used. */
  known: { readonly token: string; readonly until: number } | undefined;
  loading: Promise<string> | undefined;
  failed: { readonly error: unknown; readonly at: number } | undefined;
  forgotAt: number;
}

/** Tokens in memory, for as many keys as `most`: the one that was not used for the longest time goes. */
export function tokenCache(clock: Clock, most: number, timing: TokenTiming = defaultTokenTiming): TokenCache {
  const entries = new LRUCache<string, Entry>({ max: most });

  function entryOf(key: string): Entry {
    const entry = entries.get(key) ?? {
      ...{ known: undefined, loading: undefined, failed: undefined },
      forgotAt: -Infinity,
    };
    entries.set(key, entry);
    return entry;
  }

  async function load(entry: Entry, fetch: FetchToken, end: number): Promise<string> {
    try {
      const { token, lastsMs } = await fetch();
      const useMs =
        lastsMs === undefined ? timing.unknownMs : Math.max(timing.leastMs, lastsMs - timing.marginMs);
      entry.known = { token, until: Math.min(end, clock.now() + useMs) };
      entry.failed = undefined;
      return token;
    } catch (error) {
      entry.failed = { error, at: clock.now() };
      throw error;
    } finally {
      entry.loading = undefined;
    }
  }

  return {
    get: async (key, fetch, end = Infinity) => {
      const entry = entryOf(key);
      const now = clock.now();
      if (entry.known !== undefined && now < entry.known.until) return entry.known.token;
      if (entry.loading === undefined && entry.failed !== undefined && now - entry.failed.at < timing.retryMs)
        throw entry.failed.error;
      entry.loading ??= load(entry, fetch, end);
      return await entry.loading;
    },
    forget: (key, token) => {
      const entry = entryOf(key);
      // Somebody else has another one by now.
      if (entry.known?.token !== token) return true;
      if (clock.now() - entry.forgotAt < timing.forgetMs) return false;
      entry.forgotAt = clock.now();
      entry.known = undefined;
      return true;
    },
  };
}

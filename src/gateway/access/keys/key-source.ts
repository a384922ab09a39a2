import { type Clock, type Log, messageOf } from '../../../kernel/index.ts';
import { type KeySet, keySetOf } from './key-set.ts';

/** Keys of one place, fetched when they are first needed and kept fresh from then on. */
export interface KeySource {
  /**
   * The keys as they are known, as long as they may be used. Those that are old are fetched anew meanwhile, so that
   * nobody waits for them, and a key that was taken back is not trusted for long.
   */
  current(): KeySet | undefined;
  /** The keys; undefined when they cannot be had. */
  get(): Promise<KeySet | undefined>;
  /** The keys after those, if there are others by now; asked for at most once per cool-down. */
  newer(than: KeySet): Promise<KeySet | undefined>;
}

/** Milliseconds. */
export interface KeyTiming {
  /** After which keys are fetched anew. */
  readonly maxAgeMs: number;
  /** Past that age, how long keys are used while their issuer is away: about as long as tokens live. */
  readonly staleMs: number;
  /** Between two fetches because of a token that names an unknown key: anybody can write such a token. */
  readonly cooldownMs: number;
  /** Between two fetches when the first one failed. */
  readonly retryMs: number;
}

export const defaultKeyTiming: KeyTiming = {
  maxAgeMs: 10 * 60_000,
  staleMs: 60 * 60_000,
  cooldownMs: 30_000,
  retryMs: 5_000,
};

export interface KeySourceParts {
  /** Reads the JWK Set; rejects with the reason when it cannot be had. */
  readonly load: () => Promise<unknown>;
  /** What is named in the log. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly timing: KeyTiming;
}

export function keySource({ load, name, clock, log, timing }: KeySourceParts): KeySource {
  let known: { readonly keys: KeySet; readonly fetchedAt: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let failed = false;
  let loading: Promise<void> | undefined;

  /** One fetch at a time, whoever asks; keys that did not change stay the same object. */
  function reload(): Promise<void> {
    loading ??= fetchKeys().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  async function fetchKeys(): Promise<void> {
    triedAt = clock.now();
    try {
      const keys = keySetOf(await load());
      known = { keys: known?.keys.text === keys.text ? known.keys : keys, fetchedAt: clock.now() };
      failed = false;
    } catch (error) {
      failed = true;
      log.warn('the keys of an authorization server cannot be read', {
        keys: name,
        reason: messageOf(error),
      });
    }
  }

  const mayTry = (pause: number): boolean => loading !== undefined || clock.now() - triedAt >= pause;

  function current(): KeySet | undefined {
    if (known === undefined) return undefined;
    const age = clock.now() - known.fetchedAt;
    if (age > timing.maxAgeMs && mayTry(timing.retryMs)) void reload();
    return age <= timing.maxAgeMs + timing.staleMs ? known.keys : undefined;
  }

  return {
    current,
    get: async () => {
      const keys = current();
      if (keys !== undefined) return keys;
      if (mayTry(failed ? timing.retryMs : 0)) await reload();
      return current();
    },
    newer: async (than) => {
      if (current() === than && clock.now() - renewedAt >= timing.cooldownMs) {
        renewedAt = clock.now();
        await reload();
      } else if (loading !== undefined) await loading;
      const keys = current();
      return keys === than ? undefined : keys;
    },
  };
}

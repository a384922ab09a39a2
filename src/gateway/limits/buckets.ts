import { LRUCache } from 'lru-cache';

/** How often something may happen: so many times at once, and so many in each period. */
export interface Rate {
  readonly calls: number;
  /** Milliseconds. */
  readonly periodMs: number;
}

/** What a bucket says of one more call. */
export type Taken =
  | { readonly type: 'taken' }
  | {
      readonly type: 'refused';
      /** Milliseconds until there is room for one. */
      readonly retryAfterMs: number;
      /** Whether it is the first refusal of the bucket in this period. */
      readonly isFirst: boolean;
    };

interface Bucket {
  tokens: number;
  /** When `tokens` was right: milliseconds since 1970. */
  at: number;
  /** When a refusal was first told. */
  toldAt: number;
}

/**
 * Token buckets by name, as many as `most`: the one that was not used for the longest time goes, and is full when it
 * comes back. A bucket that was not used for a period is full either way.
 */
export function bucketsUpTo(most: number): (name: string, rate: Rate, now: number) => Taken {
  const buckets = new LRUCache<string, Bucket>({ max: most });
  return (name, { calls, periodMs }, now) => {
    const known = buckets.get(name);
    const bucket = known ?? { tokens: calls, at: now, toldAt: -Infinity };
    if (known === undefined) buckets.set(name, bucket);
    // A clock that is set back fills nothing and takes nothing.
    const passed = Math.max(0, now - bucket.at);
    bucket.tokens = Math.min(calls, bucket.tokens + (passed * calls) / periodMs);
    bucket.at = now;
    // Tokens are sums of fractions: what is short of one by a rounding error is one.
    if (bucket.tokens >= 1 - 1e-9) {
      bucket.tokens = Math.max(0, bucket.tokens - 1);
      return { type: 'taken' };
    }
    const isFirst = now - bucket.toldAt >= periodMs;
    if (isFirst) bucket.toldAt = now;
    return { type: 'refused', retryAfterMs: Math.ceil(((1 - bucket.tokens) * periodMs) / calls), isFirst };
  };
}

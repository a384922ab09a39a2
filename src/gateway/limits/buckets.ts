import { LRUCache } from 'lru-cache';

/** How often something may happen: so many times at once, and so many in each period. */
export interface Rate {
  /** May be a part of a limit that several gateways share: less than one call fills a bucket in more than a period. */
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
  /** When `tokens` was right. */
  at: number;
  /** When a refusal was first told. */
  toldAt: number;
}

/** Takes one from a bucket. `now` is in milliseconds of a clock that nobody sets (`Uptime`): it only ever grows. */
export type Buckets = (name: string, rate: Rate, now: number) => Taken;

/**
 * Token buckets by name, as many as `limit`: the one that was not used for the longest time goes, and is full when it
 * comes back. A bucket that was not used for a period is full either way.
 */
export function bucketsUpTo(limit: number): Buckets {
  // By size and not by number, so that the room for all of them is not taken at once.
  const buckets = new LRUCache<string, Bucket>({ maxSize: limit, sizeCalculation: () => 1 });
  return (name, { calls, periodMs }, now) => {
    const most = Math.max(1, calls);
    const known = buckets.get(name);
    const bucket = known ?? { tokens: most, at: now, toldAt: -Infinity };
    if (known === undefined) buckets.set(name, bucket);
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.at) * calls) / periodMs);
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

import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';
import type { TlsIdentity } from '../credentials/tls-identity.ts';

export interface PoolLimits {
  /** Origins with connections; the one that was not used for the longest time is closed. */
  readonly origins: number;
  /** Connections per origin. */
  readonly connections: number;
  /** Calls per origin that may wait for a connection. */
  readonly waiting: number;
  /** Milliseconds to make a connection. */
  readonly connectMs: number;
}

/** The connections to one origin. */
interface Lane {
  readonly pool: Pool;
  /** Calls that have a connection or wait for one. */
  underway: number;
}

/** Connections to backends, one pool per origin. */
export interface Pools {
  /**
   * `lookup` resolves names in place of Node's own, `tls` is what a connection is checked by and presents; connections
   * are shared only by calls with the same ones.
   */
  lane(origin: string, lookup?: LookupFunction, tls?: TlsIdentity): Lane;
  /** Closes every pool when its calls are done, or at once when the signal aborts. */
  close(abandon?: AbortSignal): Promise<void>;
}

/** Pools without pipelining: a slow answer must not hold up another call. `certificates` are trusted besides the usual ones. */
export function poolsOf(limits: PoolLimits, certificates: readonly string[]): Pools {
  const closing = new Map<Pool, Promise<void>>();
  const lanes = new LRUCache<string, Lane>({ max: limits.origins, dispose: ({ pool }) => retire(pool) });
  const trusted = certificates.length === 0 ? {} : { ca: [...rootCertificates, ...certificates] };

  function retire(pool: Pool): void {
    const closed = pool.close().finally(() => closing.delete(pool));
    closing.set(pool, closed);
  }

  return {
    lane: (origin, lookup, tls) => {
      const key =
        lookup === undefined && tls === undefined ? origin : [origin, lookup?.name, tls?.id].join(' ');
      let lane = lanes.get(key);
      if (lane === undefined) {
        const { id: _, ...own } = tls ?? { id: undefined };
        const pool = new Pool(origin, {
          connections: limits.connections,
          pipelining: 1,
          connect: { timeout: limits.connectMs, ...trusted, ...own, ...(lookup && { lookup }) },
          // The deadline of the call rules; these would only cut it short, and coarsely.
          headersTimeout: 0,
          bodyTimeout: 0,
        });
        lane = { pool, underway: 0 };
        lanes.set(key, lane);
      }
      return lane;
    },
    close: async (abandon) => {
      const pools = [...lanes.values()].map(({ pool }) => pool);
      lanes.clear();
      const cutOff = (): void => {
        for (const pool of [...pools, ...closing.keys()]) void pool.destroy();
      };
      if (abandon?.aborted) cutOff();
      abandon?.addEventListener('abort', cutOff, { once: true });
      await Promise.all(closing.values());
      abandon?.removeEventListener('abort', cutOff);
    },
  };
}

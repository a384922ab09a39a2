import { LRUCache } from 'lru-cache';
import type { Clock, Log } from '../../../kernel/index.ts';
import type { AccessObject } from '../../../snapshot/index.ts';
import { discoverKeys } from './discover.ts';
import type { FetchJson } from './fetch-json.ts';
import { defaultKeyTiming, type KeySource, type KeyTiming, keySource } from './key-source.ts';

/** Where the keys are that sign for an issuer, as an endpoint says. */
export type KeySources = (access: AccessObject, issuer: string) => KeySource;

/** Places that keys are kept of; the one that was not asked for the longest time is forgotten. */
const maxSources = 256;

/** Endpoints that name the same place share its keys. Nothing is fetched before a token needs it. */
export function keySources(parts: {
  readonly fetchJson: FetchJson;
  readonly clock: Clock;
  readonly log: Log;
  readonly timing?: KeyTiming;
}): KeySources {
  const { fetchJson, clock, log, timing = defaultKeyTiming } = parts;
  const known = new LRUCache<string, KeySource>({ max: maxSources });

  return ({ jwksUri }, issuer) => {
    const name = jwksUri ?? `those of ${issuer}`;
    let source = known.get(name);
    if (source === undefined) {
      const load = async (): Promise<unknown> =>
        fetchJson(jwksUri ?? (await discoverKeys(issuer, fetchJson)));
      source = keySource({ load, name, clock, log, timing });
      known.set(name, source);
    }
    return source;
  };
}

import type { Digest } from './digest.ts';
import { byElection } from './elections.ts';
import type { ExpositionObject } from './objects/exposition.ts';
import type { ObjectKind } from './objects/kinds.ts';
import type { Opener } from './open-object.ts';
import { referencesOf } from './references.ts';
import { compareEntries, type Entry, listDigest, type SealedObject, seal } from './sealed.ts';

/** What one organization runs: the lists of its sources' heads, and since when each exposition is there. */
export interface Deployed {
  readonly organization: string;
  /** The objects of all heads; names are unique per kind across them. */
  readonly entries: readonly Entry[];
  /** Exposition id → sequence of the revision that added it. Missing in an offline build. */
  readonly since: ReadonlyMap<string, number>;
}

/** The sorted list of objects that one set of groups is entitled to. */
export interface ViewList {
  readonly digest: Digest;
  readonly entries: readonly Entry[];
  /** Objects that exist in no snapshot: they are made when the view is composed. */
  readonly made: readonly SealedObject[];
}

/**
 * The view of one set of groups: their expositions, all that these need, and who is elected at the
 * service endpoints. Nothing else of the organization can be seen in it.
 */
export function composeView(deployed: Deployed, groups: ReadonlySet<string>, open: Opener): ViewList {
  const index = new Map(deployed.entries.map((entry) => [`${entry.kind} ${entry.name}`, entry]));
  const chosen = new Map<string, Entry>();
  const expositions: ExpositionObject[] = [];

  function choose(kind: ObjectKind, name: string): void {
    const pending = [{ kind, name }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const key = `${next.kind} ${next.name}`;
      if (chosen.has(key)) continue;
      const entry = index.get(key);
      if (entry === undefined) throw new Error(`the snapshot is not closed: no ${key}`);
      chosen.set(key, entry);
      pending.push(...referencesOf(next.name, open(next.kind, entry.digest)));
    }
  }

  for (const entry of deployed.entries) {
    if (entry.kind !== 'exposition') continue;
    const exposition = open('exposition', entry.digest);
    if (!groups.has(exposition.group)) continue;
    expositions.push(exposition);
    choose('exposition', entry.name);
  }

  const made = elections(expositions, deployed.since);
  const entries = [...chosen.values(), ...made.map(({ kind, name, digest }) => ({ kind, name, digest }))];
  entries.sort(compareEntries);
  return { digest: listDigest(entries), entries, made };
}

/** One election per service; the highest `since` first, ties by name, then by id. */
function elections(
  expositions: readonly ExpositionObject[],
  since: ReadonlyMap<string, number>,
): SealedObject[] {
  const services = new Map<string, ExpositionObject[]>();
  for (const exposition of expositions) {
    const rivals = services.get(exposition.service.id) ?? [];
    rivals.push(exposition);
    services.set(exposition.service.id, rivals);
  }
  return [...services.values()].map((rivals) => {
    const sinceOf = (exposition: ExpositionObject): number => since.get(exposition.id) ?? 0;
    rivals.sort(byElection(since));
    const service = (rivals[0] as ExpositionObject).service;
    return seal('election', service.id, {
      format: 'election@1',
      service,
      expositions: rivals.map((exposition) => ({ id: exposition.id, since: sinceOf(exposition) })),
    });
  });
}

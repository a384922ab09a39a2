import { compareText } from '../../kernel/index.ts';
import type { ObjectKind } from '../objects/kinds.ts';
import { referencesOf } from '../references.ts';
import { entryKey } from '../sealed.ts';
import type { SurfaceSide } from './surface.ts';

/** Objects of a side by kind and name, with their digests. */
type Index = ReadonlyMap<string, string>;

/**
 * Ids of the expositions that are not byte for byte what they were: added, removed, changed, or in need of an object
 * that was; sorted. Of everything else a gateway keeps what it has.
 */
export function touchedExpositions(before: SurfaceSide, after: SurfaceSide): string[] {
  const old = indexOf(before);
  const now = indexOf(after);
  const changed = changedServices(old, now);
  const touched: string[] = [];
  for (const { kind, name, digest } of after.entries) {
    if (kind !== 'exposition') continue;
    const isSame =
      old.get(`exposition ${name}`) === digest &&
      (!changed.has(after.open('exposition', digest).service.id) ||
        contentOf(name, old, before) === contentOf(name, now, after));
    if (!isSame) touched.push(name);
  }
  for (const { kind, name } of before.entries)
    if (kind === 'exposition' && !now.has(`exposition ${name}`)) touched.push(name);
  return touched.sort(compareText);
}

/** Services that have an object which is not what it was; names of their objects begin with their id. */
function changedServices(old: Index, now: Index): Set<string> {
  const services = new Set<string>();
  const note = (key: string): void => {
    const slash = key.indexOf('/');
    if (slash > 0) services.add(key.slice(key.indexOf(' ') + 1, slash));
  };
  for (const [key, digest] of now) if (old.get(key) !== digest) note(key);
  for (const key of old.keys()) if (!now.has(key)) note(key);
  return services;
}

/** Everything that an exposition needs, in one text. */
function contentOf(exposition: string, index: Index, { open }: SurfaceSide): string {
  const reached = new Map<string, string>();
  const pending: { kind: ObjectKind; name: string }[] = [{ kind: 'exposition', name: exposition }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = entryKey(next);
    const digest = index.get(key);
    if (digest === undefined || reached.has(key)) continue;
    reached.set(key, digest);
    pending.push(...referencesOf(next.name, open(next.kind, digest)));
  }
  return [...reached]
    .map(([key, digest]) => `${key} ${digest}`)
    .sort()
    .join('\n');
}

function indexOf({ entries }: SurfaceSide): Index {
  return new Map(entries.map((entry) => [entryKey(entry), entry.digest]));
}

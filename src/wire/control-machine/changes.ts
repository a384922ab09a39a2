import { type Entry, entryKey } from '../../snapshot/index.ts';
import type { IntentMode } from '../messages.ts';
import type { Base, Desired } from './state.ts';

/** What has to be sent so that a gateway comes from what it holds to what is desired. */
export interface Changes {
  readonly mode: Exclude<IntentMode, 'none'>;
  readonly puts: readonly { readonly entry: Entry; readonly held: boolean }[];
  readonly removes: readonly Entry[];
  /** Of content that travels: that of each object that is not held, once for every name it is sent under. */
  readonly bytes: number;
}

/** Changes by what is desired and where they start. Gateways that make the same step share them. */
const known = new WeakMap<readonly Entry[], WeakMap<object, Changes>>();
const nothing: readonly Entry[] = [];

export function changesFrom(base: Base, desired: Desired): Changes {
  if (base.type === 'inventory') return everything(desired, base.digests);
  const start = base.type === 'known' ? base.entries : nothing;
  const fromHere = known.get(desired.entries) ?? new WeakMap<object, Changes>();
  known.set(desired.entries, fromHere);
  let changes = fromHere.get(start);
  if (changes === undefined) {
    changes = base.type === 'known' ? difference(base.entries, desired) : everything(desired, new Set());
    fromHere.set(start, changes);
  }
  return changes;
}

function everything(desired: Desired, held: ReadonlySet<string>): Changes {
  const puts = desired.entries.map((entry) => ({ entry, held: held.has(entry.digest) }));
  return { mode: 'full', puts, removes: [], bytes: bytesOf(puts, desired.sizes) };
}

function difference(from: readonly Entry[], { entries, sizes }: Desired): Changes {
  const before = new Map(from.map((entry) => [entryKey(entry), entry]));
  const held = new Set(from.map((entry) => entry.digest));
  const puts: { entry: Entry; held: boolean }[] = [];
  for (const entry of entries) {
    const key = entryKey(entry);
    if (before.get(key)?.digest !== entry.digest) puts.push({ entry, held: held.has(entry.digest) });
    before.delete(key);
  }
  return { mode: 'delta', puts, removes: [...before.values()], bytes: bytesOf(puts, sizes) };
}

function bytesOf(puts: Changes['puts'], sizes: Desired['sizes']): number {
  let bytes = 0;
  for (const { entry, held } of puts) if (!held) bytes += sizes.get(entry.digest) ?? 0;
  return bytes;
}

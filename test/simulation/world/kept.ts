import type { Entry, ViewHeader } from '../../../src/snapshot/index.ts';
import type { ActiveView, EntryList, ViewRef } from '../../../src/wire/index.ts';
import type { Disk, StoredBundle } from './disk.ts';
import type { Content } from './objects.ts';
import type { Oracle } from './oracle.ts';

/** The objects of a list, from the bytes that are held; undefined when one is not. */
export function contentOf(entries: EntryList, held: ReadonlyMap<string, Uint8Array>): Content | undefined {
  const content = new Map<string, { entry: Entry; bytes: Uint8Array }>();
  for (const [key, entry] of entries) {
    const bytes = held.get(entry.digest);
    if (bytes === undefined) return undefined;
    content.set(key, { entry, bytes });
  }
  return content;
}

/** The newest bundle that is not damaged; the one before it after two starts that died with the newest. */
export function lastKnownGood(
  oracle: Oracle,
  { hostId, disk }: { readonly hostId: string; readonly disk: Disk },
): { bundle: StoredBundle | undefined; active: ActiveView | null; crashed: ViewRef | null } {
  const diedBefore = disk.starts++;
  const sound = disk.bundles.filter(({ damaged }) => !damaged);
  const passOver = diedBefore >= 2 && sound.length > 1;
  const bundle = passOver ? sound[1] : sound[0];
  if (bundle !== disk.bundles[0]) oracle.forgave(hostId);
  const crashed = passOver && sound[0] !== undefined ? refOf(sound[0].header) : null;
  if (bundle === undefined) return { bundle, active: null, crashed };
  const entries = new Map([...bundle.content].map(([key, { entry }]) => [key, entry]));
  return {
    bundle,
    active: { ref: refOf(bundle.header), organization: bundle.header.organization, entries },
    crashed,
  };
}

function refOf({ epoch, sequence, view }: ViewHeader): ViewRef {
  return { epoch, sequence, digest: view };
}

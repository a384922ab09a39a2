import { problem } from '../../kernel/index.ts';
import { cachingOpener, type ExpositionObject, type GroupObject } from '../../snapshot/index.ts';
import type { checkUploaded } from '../plan/check-upload.ts';
import type { Contract } from '../plan/contract.ts';
import { groupMissing, nameTakenBySource } from '../plan/problems.ts';
import { organizationOf, type State } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import { loadBytes, loadList } from './deployment.ts';

/**
 * Checks a snapshot against the other sources of its organization: what one declares, another cannot, endpoint
 * names are unique, and groups of other sources exist.
 */
export async function checkOwnership(
  contract: Contract,
  head: Awaited<ReturnType<typeof checkUploaded>>,
  state: State,
  store: Store,
): Promise<void> {
  const open = cachingOpener((digest) => head.bytes.get(digest) as Uint8Array);
  const groups = new Set(head.entries.filter(({ kind }) => kind === 'group').map(({ name }) => name));
  const expositions = head.entries
    .filter(({ kind }) => kind === 'exposition')
    .map(({ digest }): ExpositionObject => open('exposition', digest));
  const owned = new Map(
    head.entries.filter(isOwned).map((entry) => [`${entry.kind} ${entry.name}`, entry.name]),
  );
  const names = new Set(expositions.flatMap(({ name }) => (name === undefined ? [] : [name])));

  for (const [source, revision] of organizationOf(state, contract.organization).heads) {
    if (source === contract.source) continue;
    const entries = await loadList(revision.snapshot, store);
    for (const entry of entries.filter(isOwned)) {
      const what = owned.get(`${entry.kind} ${entry.name}`);
      if (what !== undefined) throw problem(nameTakenBySource, { what, source });
    }
    const others = entries.filter(({ kind }) => kind === 'exposition' || kind === 'group');
    const openOther = cachingOpener(await loadBytes(others, store));
    for (const { kind, digest } of others) {
      if (kind === 'group') {
        const group: GroupObject = openOther('group', digest);
        groups.add(group.name);
      } else {
        const { name } = openOther('exposition', digest);
        if (name !== undefined && names.has(name))
          throw problem(nameTakenBySource, { what: `the endpoint name '${name}'`, source });
      }
    }
  }
  for (const { group, name, id } of expositions)
    if (!groups.has(group)) throw problem(groupMissing, { group, endpoint: name ?? id });
}

/** One summary per manifest names what its source declares. The Project is each source's own. */
function isOwned({ kind, name }: { kind: string; name: string }): boolean {
  return kind === 'manifest' && !name.startsWith('Project/');
}

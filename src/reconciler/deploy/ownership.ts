import { problem } from '../../kernel/index.ts';
import { cachingOpener, type Entry, type Opener } from '../../snapshot/index.ts';
import { groupInUse, groupMissing, nameTakenBySource } from '../plan/problems.ts';
import { organizationOf, type State } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import { loadBytes, loadList } from './deployment.ts';

/** What a source would hold. */
export interface HeadOfSource {
  readonly organization: string;
  readonly source: string;
  readonly entries: readonly Entry[];
  readonly open: Opener;
}

interface Declared {
  readonly manifests: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly expositions: readonly { readonly shown: string; readonly name?: string; readonly group: string }[];
}

/**
 * Checks what a source would hold against the other sources of its organization: what one declares, another cannot,
 * endpoint names are unique, and the groups that expositions are placed on exist afterwards, on both sides.
 */
export async function checkOwnership(head: HeadOfSource, state: State, store: Store): Promise<void> {
  const own = declared(head.entries, head.open);
  const others = await otherSources(head, state, store);
  for (const [source, other] of others) {
    for (const manifest of other.manifests)
      if (own.manifests.has(manifest)) throw problem(nameTakenBySource, { what: manifest, source });
    const names = new Set(other.expositions.map(({ name }) => name));
    for (const { name } of own.expositions)
      if (name !== undefined && names.has(name))
        throw problem(nameTakenBySource, { what: `the endpoint name '${name}'`, source });
  }
  const groups = new Set([own, ...others.values()].flatMap((each) => [...each.groups]));
  for (const { group, shown } of own.expositions)
    if (!groups.has(group)) throw problem(groupMissing, { group, endpoint: shown });
  for (const [source, { expositions }] of others)
    for (const { group, shown } of expositions)
      if (!groups.has(group)) throw problem(groupInUse, { group, endpoint: shown, source });
}

async function otherSources(
  { organization, source }: HeadOfSource,
  state: State,
  store: Store,
): Promise<Map<string, Declared>> {
  const others = new Map<string, Declared>();
  for (const [other, revision] of organizationOf(state, organization).heads) {
    if (other === source) continue;
    const entries = await loadList(revision.snapshot, store);
    const needed = entries.filter(({ kind }) => kind === 'exposition' || kind === 'group');
    others.set(other, declared(entries, cachingOpener(await loadBytes(needed, store))));
  }
  return others;
}

function declared(entries: readonly Entry[], open: Opener): Declared {
  const ofKind = (kind: string): Entry[] => entries.filter((entry) => entry.kind === kind);
  return {
    // One summary per manifest names what its source declares. The Project is each source's own.
    manifests: new Set(ofKind('manifest').flatMap(({ name }) => (name.startsWith('Project/') ? [] : [name]))),
    groups: new Set(ofKind('group').map(({ digest }) => open('group', digest).name)),
    expositions: ofKind('exposition').map(({ digest }) => {
      const { id, name, group } = open('exposition', digest);
      return { shown: name ?? id, ...(name === undefined ? {} : { name }), group };
    }),
  };
}

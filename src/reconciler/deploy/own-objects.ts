import { LRUCache } from 'lru-cache';
import { type Digest, parseList } from '../../snapshot/index.ts';
import type { Ledger } from '../state/ledger.ts';
import { organizationOf } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import { parseManifestList } from './manifest-list.ts';

/** Which objects belong to what an organization applied: others it may not read, whatever digests it knows. */
export interface OwnObjects {
  has(organization: string, digest: Digest): Promise<boolean>;
}

type ReadList = (bytes: Uint8Array) => readonly Digest[];

/** Lists whose digests are remembered; those of the newest revisions are asked for. */
const listLimit = 16;

export function ownObjects(ledger: Ledger, store: Store): OwnObjects {
  const known = new LRUCache<Digest, Promise<ReadonlySet<Digest>>>({ max: listLimit });

  function listed(list: Digest, read: ReadList): Promise<ReadonlySet<Digest>> {
    let digests = known.get(list);
    if (digests === undefined) {
      digests = store.object(list).then((bytes) => new Set(bytes === undefined ? [] : read(bytes)));
      digests.catch(() => known.delete(list));
      known.set(list, digests);
    }
    return digests;
  }

  return {
    has: async (organization, digest) => {
      const { revisions } = organizationOf(ledger.state(), organization);
      for (const { snapshot, provenance, manifests } of revisions.toReversed()) {
        if (digest === snapshot || digest === provenance || digest === manifests) return true;
        if ((await listed(snapshot, snapshotList)).has(digest)) return true;
        if (manifests !== undefined && (await listed(manifests, manifestList)).has(digest)) return true;
      }
      return false;
    },
  };
}

const snapshotList: ReadList = (bytes) => parseList(bytes).map(({ digest }) => digest);
const manifestList: ReadList = (bytes) => parseManifestList(bytes).map(([, digest]) => digest);

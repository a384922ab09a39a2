import type { observe, Store } from '../../../src/reconciler/index.ts';
import type { Ledger } from '../../../src/reconciler/state/ledger.ts';
import { type OrganizationState, organizationOf, type State } from '../../../src/reconciler/state/state.ts';
import type { JournalRecord, RevisionRecord } from '../../../src/reconciler/store/records.ts';
import { canonicalBytes } from '../../../src/snapshot/index.ts';

/** What goes wrong between the parts that plan and apply; each of them is as it should be without. */
export interface Mistakes {
  /** What plan, apply and rollback read of the journal; the source is the one that they are about. */
  readonly state?: (organization: OrganizationState, source: string) => OrganizationState;
  /** What they read of an object. */
  readonly object?: (content: Readonly<Record<string, unknown>>) => object;
  /** What they write of a revision. */
  readonly revision?: (record: RevisionRecord, before: OrganizationState) => RevisionRecord;
  /** What counts as confirmed. */
  readonly confirmed?: (removals: number | undefined) => number | 'any' | undefined;
  readonly observe?: typeof observe;
}

export function mistakenStore(store: Store, { object: read }: Mistakes): Store {
  if (read === undefined) return store;
  return {
    ...store,
    object: async (digest) => {
      const bytes = await store.object(digest);
      const content: unknown = bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
      return isObject(content) ? canonicalBytes(read(content)) : bytes;
    },
  };
}

export function mistakenLedger(ledger: Ledger, source: string, mistakes: Mistakes): Ledger {
  const { state: read = (organization) => organization, revision: write } = mistakes;
  const seen = (state: State): State => ({
    ...state,
    organizations: new Map(
      [...state.organizations].map(([name, organization]) => [name, read(organization, source)]),
    ),
  });
  const written = (record: JournalRecord, state: State): JournalRecord =>
    record.type === 'revision' && write !== undefined
      ? write(record, organizationOf(state, record.organization))
      : record;
  return {
    state: () => seen(ledger.state()),
    refresh: async () => seen(await ledger.refresh()),
    commit: (decide) =>
      ledger.commit((state) => {
        const { records, result } = decide(seen(state));
        return { records: records.map((record) => written(record, state)), result };
      }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

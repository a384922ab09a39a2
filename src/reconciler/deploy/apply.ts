import { type Clock, problem } from '../../kernel/index.ts';
import { cachingOpener, openProvenance, type SnapshotList } from '../../snapshot/index.ts';
import { checkUploaded } from '../plan/check-upload.ts';
import { commitsOf, withCommits } from '../plan/commits.ts';
import { type Contract, contractDigest } from '../plan/contract.ts';
import { makePlan, type PlanSide } from '../plan/make-plan.ts';
import {
  alwaysOvertaken,
  baseMoved,
  planExpired,
  planMismatch,
  removesEverything,
  sourceIsSynced,
} from '../plan/problems.ts';
import type { Ledger } from '../state/ledger.ts';
import { organizationOf, type Revision, type State } from '../state/state.ts';
import type { JournalRecord, RevisionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { loadBytes, loadList } from './deployment.ts';
import { checkOwnership } from './ownership.ts';

export interface ApplyRequest {
  readonly contract: Contract;
  /** What the caller believes the plan digest to be. */
  readonly planDigest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
  readonly author: string;
  readonly reason: 'apply' | 'sync';
  /** Number of endpoints that the caller knows to be removed; `any` where nobody else is served. */
  readonly confirmRemovals: number | 'any' | undefined;
  /** Sources that git sync applies; the caller of a manual apply may hold one of them. */
  readonly synced: ReadonlySet<string>;
  readonly hold: boolean;
}

interface ApplyPorts {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly clock: Clock;
}

/** How often the checks are made again because another source was applied meanwhile. */
const attempts = 10;

/**
 * Records a snapshot as the head of its source, if it is exactly what was planned and nothing changed since.
 * Its objects are in the store already. Nothing is recorded when anything is wrong.
 */
export async function applyPlan(request: ApplyRequest, ports: ApplyPorts): Promise<Revision> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const revision = await tryToApply(request, ports);
    if (revision !== undefined) return revision;
  }
  throw problem(alwaysOvertaken, { organization: request.contract.organization });
}

/** Undefined when a revision was added between the checks and the record: they say nothing about it. */
async function tryToApply(
  request: ApplyRequest,
  { ledger, store, clock }: ApplyPorts,
): Promise<Revision | undefined> {
  const { contract } = request;
  if (contractDigest(contract) !== request.planDigest) throw problem(planMismatch, {});
  if (request.expiresAt !== undefined && clock.now() > request.expiresAt)
    throw problem(planExpired, { expiredAt: new Date(request.expiresAt).toISOString() });
  if (request.reason === 'apply' && request.synced.has(contract.source) && !request.hold)
    throw problem(sourceIsSynced, { source: contract.source });

  const state = await ledger.refresh();
  checkBase(contract, state);
  const head = await checkUploaded(contract.head.snapshot, contract.head.provenance, (digest) =>
    store.object(digest),
  );
  await checkContract(contract, head, state, store);
  const open = cachingOpener((digest) => head.bytes.get(digest) as Uint8Array);
  await checkOwnership({ ...contract, entries: head.entries, open }, state, store);
  const expositions = await expositionChanges(contract, head, state, store);
  checkRemovals(request, expositions);

  return ledger.commit((now) => {
    checkBase(contract, now);
    const { organization, source, commit } = contract;
    const last = lastRevision(now, organization);
    if (last !== lastRevision(state, organization)) return { records: [], result: undefined };
    const sequence = last + 1;
    const record: RevisionRecord = {
      type: 'revision',
      organization,
      sequence,
      source,
      snapshot: contract.head.snapshot,
      provenance: contract.head.provenance,
      since: Object.fromEntries(expositions.added.map((id) => [id, sequence])),
      gone: expositions.gone,
      plan: request.planDigest,
      ...(commit === undefined ? {} : { commit }),
      author: request.author,
      reason: request.reason,
    };
    return { records: [record, ...holdRecords(request, now)], result: { ...record, at: clock.now() } };
  });
}

/** The sequence of the newest revision of an organization; 0 before the first. */
export function lastRevision(state: State, organization: string): number {
  return organizationOf(state, organization).revisions.at(-1)?.sequence ?? 0;
}

/**
 * A manual apply may hold what git still says: what is held already, or else what was deployed until now. Whatever
 * is applied without it ends the hold.
 */
function holdRecords({ contract, hold, author }: ApplyRequest, state: State): JournalRecord[] {
  const { organization, source, base } = contract;
  const held = organizationOf(state, organization).held.get(source);
  if (!hold) return held === undefined ? [] : [{ type: 'held', organization, source, author }];
  const snapshot = held ?? base?.snapshot;
  return [{ type: 'held', organization, source, ...(snapshot === undefined ? {} : { snapshot }), author }];
}

function checkBase({ organization, source, base }: Contract, state: State): void {
  const head = organizationOf(state, organization).heads.get(source);
  if (head?.sequence === base?.sequence && head?.snapshot === base?.snapshot) return;
  const name = (sequence: number | undefined): string =>
    sequence === undefined ? 'nothing' : `revision ${sequence}`;
  throw problem(baseMoved, { planned: name(base?.sequence), now: name(head?.sequence) });
}

/** Comes to the plan anew, from what is stored, and compares. */
async function checkContract(
  contract: Contract,
  head: Awaited<ReturnType<typeof checkUploaded>>,
  state: State,
  store: Store,
): Promise<void> {
  const { heads, since } = organizationOf(state, contract.organization);
  const deployed = heads.get(contract.source);
  const base =
    deployed === undefined
      ? undefined
      : {
          sequence: deployed.sequence,
          side: { ...(await sideOf(deployed, store)), since: since.get(contract.source) ?? new Map() },
        };
  const own = makePlan({
    organization: contract.organization,
    source: contract.source,
    base,
    head: {
      entries: head.entries,
      open: cachingOpener((digest) => head.bytes.get(digest) as Uint8Array),
      origin: openProvenance((await store.object(contract.head.provenance)) as Uint8Array),
      provenance: contract.head.provenance,
    },
    commit: contract.commit,
    compiler: contract.compiler,
  });
  if (contractDigest(withCommits(own, commitsOf(contract))) !== contractDigest(contract))
    throw problem(planMismatch, {});
}

/** A stored revision as one side of a plan. */
export async function sideOf(
  revision: { readonly snapshot: string; readonly provenance: string },
  store: Store,
): Promise<PlanSide> {
  const entries = await loadList(revision.snapshot, store);
  const origins = await store.object(revision.provenance);
  return {
    entries,
    open: cachingOpener(await loadBytes(entries, store)),
    origin: origins === undefined ? () => undefined : openProvenance(origins),
  };
}

interface ExpositionChanges {
  readonly added: string[];
  readonly gone: string[];
  readonly kept: number;
}

async function expositionChanges(
  contract: Contract,
  head: SnapshotList,
  state: State,
  store: Store,
): Promise<ExpositionChanges> {
  const deployed = organizationOf(state, contract.organization).heads.get(contract.source);
  const before = new Set(deployed === undefined ? [] : idsOf(await loadList(deployed.snapshot, store)));
  const after = new Set(idsOf(head.entries));
  return {
    added: [...after].filter((id) => !before.has(id)),
    gone: [...before].filter((id) => !after.has(id)),
    kept: [...after].filter((id) => before.has(id)).length,
  };
}

export function idsOf(entries: SnapshotList['entries']): string[] {
  return entries.filter(({ kind }) => kind === 'exposition').map(({ name }) => name);
}

/** An empty source is more often a mistake than a wish. */
function checkRemovals(
  { contract, confirmRemovals }: ApplyRequest,
  { added, gone, kept }: ExpositionChanges,
): void {
  const removesAll = gone.length > 0 && kept === 0 && added.length === 0;
  if (removesAll && confirmRemovals !== 'any' && confirmRemovals !== gone.length)
    throw problem(removesEverything, { source: contract.source, count: gone.length });
}

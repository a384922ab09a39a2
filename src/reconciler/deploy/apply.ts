import { type Clock, problem } from '../../kernel/index.ts';
import { cachingOpener, openProvenance, type SurfaceSide, shortDigest } from '../../snapshot/index.ts';
import { type Basis, loadBasis } from '../ownership/deployed-sources.ts';
import { removesMuch } from '../ownership/problems.ts';
import { removalsOf } from '../ownership/removals.ts';
import { type TakenOver, takenOver, withTakenOver } from '../ownership/taken-over.ts';
import { checkManifests, checkUploaded } from '../plan/check-upload.ts';
import { commitsOf, withCommits } from '../plan/commits.ts';
import { type Contract, contractDigest } from '../plan/contract.ts';
import { makePlan } from '../plan/make-plan.ts';
import { baseMoved, planExpired, planMismatch, sourceIsSynced } from '../plan/problems.ts';
import { refuseBlocked } from '../plan/refuse-blocked.ts';
import { defaultTimeout } from '../rollout/timeout.ts';
import type { Ledger } from '../state/ledger.ts';
import { organizationOf, type Revision, type State } from '../state/state.ts';
import type { JournalRecord, RevisionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { checkPolicies } from './check-policies.ts';
import { checkFence, leaseOver, withLease } from './lease.ts';
import { alreadyApplied, rolloutRunning, wasInterrupted } from './problems.ts';

export interface ApplyRequest {
  readonly contract: Contract;
  /** What the caller believes the plan digest to be. */
  readonly planDigest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
  readonly author: string;
  readonly reason: 'apply' | 'sync';
  /** Digest of the list of files that it was compiled from, where they were uploaded. */
  readonly manifests?: string | undefined;
  /** Number of endpoints that the caller knows to be removed; `any` where nobody else is served. */
  readonly confirmRemovals: number | 'any' | undefined;
  /** Sources that git sync applies; the caller of a manual apply may hold one of them. */
  readonly synced: ReadonlySet<string>;
  readonly hold: boolean;
  /** Of `dev`, where nobody else is served; everywhere else a policy that denies stands in the way. */
  readonly policies?: 'ignored' | undefined;
  /** Ends the rollout that is under way, instead of being refused for it. */
  readonly supersede?: boolean;
  /** Milliseconds that the gateways of one wave have to serve it. */
  readonly timeoutMs?: number | undefined;
}

interface ApplyPorts {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Records a snapshot as a revision, if it is exactly what was planned and nothing changed since. Its objects are in
 * the store already. Nothing is recorded when anything is wrong, or when `signal` aborts before.
 */
export async function applyPlan(
  request: ApplyRequest,
  ports: ApplyPorts,
  signal?: AbortSignal,
): Promise<Revision> {
  const { contract, author, planDigest } = request;
  const { organization } = contract;
  checkPlan(request, await ports.ledger.refresh(), ports.clock);
  const purpose = `apply of plan ${shortDigest(planDigest)}`;
  return withLease(organization, { holder: author, purpose }, ports, (fence) =>
    applyUnderLease(request, ports, fence, signal),
  );
}

async function applyUnderLease(
  request: ApplyRequest,
  { ledger, store, clock }: ApplyPorts,
  fence: number,
  signal: AbortSignal | undefined,
): Promise<Revision> {
  const { contract, author } = request;
  const { organization, source, commit } = contract;
  const state = ledger.state();
  checkPlan(request, state, clock);
  const head = await checkUploaded(contract.head.snapshot, contract.head.provenance, (digest) =>
    store.object(digest),
  );
  if (request.manifests !== undefined) await checkManifests(request.manifests, store);
  const open = cachingOpener((digest) => head.bytes.get(digest) as Uint8Array);
  const basis = await loadBasis(contract, { entries: head.entries, open }, state, store);
  await checkContract(contract, { entries: head.entries, open }, basis, store);
  if (request.policies !== 'ignored')
    await checkPolicies(contract, { entries: head.entries, open, origin: () => undefined }, state, store);
  checkRemovals(request, basis, { entries: head.entries, open });

  return ledger.commit((now) => {
    if (signal?.aborted) throw problem(wasInterrupted, {});
    checkFence(organizationOf(now, organization), fence);
    checkPlan(request, now, clock);
    const sequence = lastRevision(now, organization) + 1;
    const record: RevisionRecord = {
      type: 'revision',
      organization,
      sequence,
      source,
      snapshot: contract.head.snapshot,
      provenance: contract.head.provenance,
      ...(request.manifests === undefined ? {} : { manifests: request.manifests }),
      ...expositionChanges(basis, { entries: head.entries, open }, sequence),
      plan: request.planDigest,
      ...(commit === undefined ? {} : { commit }),
      author,
      reason: request.reason,
      rollout: { timeoutMs: request.timeoutMs ?? defaultTimeout, allAtOnce: false },
    };
    const records = [
      ...supersedeRecords(organization, author, now),
      record,
      ...holdRecords(request, now),
      ...leaseOver(organization, fence, author),
    ];
    return { records, result: { ...record, at: clock.now(), outcome: { type: 'rolling' } } };
  });
}

/** What a plan is refused for that needs none of its objects. */
function checkPlan(request: ApplyRequest, state: State, clock: Clock): void {
  const { contract, planDigest, expiresAt } = request;
  if (contractDigest(contract) !== planDigest) throw problem(planMismatch, {});
  if (expiresAt !== undefined && clock.now() > expiresAt)
    throw problem(planExpired, { expiredAt: new Date(expiresAt).toISOString() });
  checkUnused(request, state);
  if (request.reason === 'apply' && request.synced.has(contract.source) && !request.hold)
    throw problem(sourceIsSynced, { source: contract.source });
  checkRollout(request, state);
  checkBase(contract, state);
}

/** A plan is applied once. One that was made anew after its rollout failed is another try of the same change. */
function checkUnused({ contract, planDigest, expiresAt }: ApplyRequest, state: State): void {
  const { revisions } = organizationOf(state, contract.organization);
  const used = revisions.findLast(({ plan }) => plan === planDigest);
  if (used === undefined) return;
  const outcome = used.outcome.type;
  const isNewTry = expiresAt === undefined && (outcome === 'failed' || outcome === 'superseded');
  if (!isNewTry) throw problem(alreadyApplied, { revision: used.sequence, outcome });
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

function checkRollout({ contract, supersede }: ApplyRequest, state: State): void {
  const { rollout } = organizationOf(state, contract.organization);
  if (rollout !== undefined && supersede !== true)
    throw problem(rolloutRunning, { revision: rollout.revision.sequence });
}

/** Ends the rollout that is under way: its gateways get back what is deployed, until they are moved again. */
export function supersedeRecords(organization: string, author: string, state: State): JournalRecord[] {
  const { rollout } = organizationOf(state, organization);
  if (rollout === undefined) return [];
  const { sequence } = rollout.revision;
  const over = { type: 'rollout-ended', organization, revision: sequence, outcome: 'superseded' } as const;
  return [{ ...over, active: [], others: [], author }];
}

function checkBase({ organization, source, base }: Contract, state: State): void {
  const head = organizationOf(state, organization).heads.get(source);
  if (head?.sequence === base?.sequence && head?.snapshot === base?.snapshot) return;
  const name = (sequence: number | undefined): string =>
    sequence === undefined ? 'nothing' : `revision ${sequence}`;
  throw problem(baseMoved, { planned: name(base?.sequence), now: name(head?.sequence) });
}

/** Comes to the plan anew, from what is stored, and compares. A plan that must not be applied says why first. */
async function checkContract(
  contract: Contract,
  head: SurfaceSide,
  basis: Basis,
  store: Store,
): Promise<void> {
  const { organization, source, commit, compiler } = contract;
  const { provenance } = contract.head;
  const origin = openProvenance((await store.object(provenance)) as Uint8Array);
  const own = makePlan({
    ...{ organization, source, commit, compiler, ...basis },
    head: { ...head, origin, provenance },
  });
  refuseBlocked(own);
  if (contractDigest(withCommits(own, commitsOf(contract))) !== contractDigest(contract))
    throw problem(planMismatch, {});
}

/** What a revision says of expositions: since when new ones are there, and which are no more. */
function expositionChanges(
  { base, others }: Basis,
  head: SurfaceSide,
  sequence: number,
): Pick<RevisionRecord, 'adopted' | 'gone' | 'since'> {
  const taken = takenOver(head, others);
  const before = new Set(base === undefined ? [] : idsOf(base.side));
  const after = idsOf(head);
  // What is taken over is there since its former owner added it.
  const since = new Map(taken.flatMap(({ expositions }) => [...expositions]));
  const added = after.filter((id) => !before.has(id)).map((id) => [id, since.get(id) ?? sequence] as const);
  return {
    since: Object.fromEntries(added),
    gone: [...before].filter((id) => !after.includes(id)),
    ...adoptedOf(taken),
  };
}

/** What a revision says of what it takes over. */
export function adoptedOf(taken: readonly TakenOver[]): Pick<RevisionRecord, 'adopted'> {
  if (taken.length === 0) return {};
  return { adopted: taken.map(({ source, manifests }) => ({ source, manifests: [...manifests] })) };
}

function idsOf({ entries }: Pick<SurfaceSide, 'entries'>): string[] {
  return entries.filter(({ kind }) => kind === 'exposition').map(({ name }) => name);
}

/** What looks like a mistake is done when its size was given. */
function checkRemovals(
  { contract, confirmRemovals, synced }: ApplyRequest,
  { base, others }: Basis,
  head: SurfaceSide,
): void {
  if (base === undefined || confirmRemovals === 'any') return;
  const { source } = contract;
  const before = withTakenOver(base.side, head, others);
  const { count, alarming } = removalsOf(source, before, head, others);
  if (alarming === undefined || confirmRemovals === count) return;
  const hold = synced.has(source);
  throw problem(removesMuch, { what: alarming, count, hold });
}

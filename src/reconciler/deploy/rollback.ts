import { type Clock, problem } from '../../kernel/index.ts';
import { unknownRevision } from '../plan/problems.ts';
import { sideOf } from '../plan/stored-side.ts';
import { defaultTimeout } from '../rollout/timeout.ts';
import type { Ledger } from '../state/ledger.ts';
import { sinceAfter } from '../state/since.ts';
import { type OrganizationState, organizationOf, type Revision } from '../state/state.ts';
import type { JournalRecord, RevisionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { adoptedOf, lastRevision, supersedeRecords } from './apply.ts';
import { isKept } from './kept.ts';
import { checkFence, leaseOver, withLease } from './lease.ts';
import { checkRestored } from './ownership.ts';
import { notKept } from './problems.ts';

export interface RollbackRequest {
  readonly organization: string;
  /** Needed only where the organization has several sources and the revision does not say which. */
  readonly source: string | undefined;
  /** A sequence, or at least eight digits of a snapshot's digest; the revision before the head when undefined. */
  readonly revision: string | undefined;
  readonly author: string;
  /** Sources that git sync applies: a rollback holds what it took away. */
  readonly synced: ReadonlySet<string>;
  /** Milliseconds that the gateways have to serve it. */
  readonly timeoutMs?: number | undefined;
}

interface RollbackPorts {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly clock: Clock;
  /** Revisions of each source whose content is kept. */
  readonly history: number;
}

/**
 * Makes the content of an earlier revision the head of its source again, as a new revision. Nothing is rebuilt, but
 * it must still go together with what the other sources hold by now. A rollout that is under way ends: this is the way
 * out of it.
 */
export async function rollBack(request: RollbackRequest, ports: RollbackPorts): Promise<Revision> {
  await ports.ledger.refresh();
  const { organization, revision, author } = request;
  const purpose = `rollback to ${revision ?? 'the revision before'}`;
  return withLease(organization, { holder: author, purpose }, ports, (fence) =>
    rollBackUnderLease(request, ports, fence),
  );
}

async function rollBackUnderLease(
  request: RollbackRequest,
  { ledger, store, clock, history }: RollbackPorts,
  fence: number,
): Promise<Revision> {
  const checked = ledger.state();
  const target = targetOf(request, organizationOf(checked, request.organization));
  const { source } = target;
  if (!isKept(organizationOf(checked, request.organization), history, target))
    throw problem(notKept, { revision: target.sequence });
  const { entries, open } = await sideOf(target, store);
  const restored = { organization: request.organization, source, entries, open, restores: target.sequence };
  const taken = await checkRestored(restored, checked, store);

  return ledger.commit((state) => {
    const organization = organizationOf(state, request.organization);
    checkFence(organization, fence);
    const sequence = lastRevision(state, request.organization) + 1;
    const before = organization.since.get(source) ?? new Map<string, number>();
    const after = sinceAt(organization, target);
    const record: RevisionRecord = {
      type: 'revision',
      organization: request.organization,
      sequence,
      source,
      snapshot: target.snapshot,
      provenance: target.provenance,
      ...(target.manifests === undefined ? {} : { manifests: target.manifests }),
      since: Object.fromEntries([...after].filter(([id, added]) => before.get(id) !== added)),
      gone: [...before.keys()].filter((id) => !after.has(id)),
      ...adoptedOf(taken),
      ...(target.commit === undefined ? {} : { commit: target.commit }),
      author: request.author,
      reason: 'rollback',
      restores: target.sequence,
      rollout: { timeoutMs: request.timeoutMs ?? defaultTimeout, allAtOnce: true },
    };
    const { author } = request;
    const records: JournalRecord[] = [...supersedeRecords(request.organization, author, state), record];
    const snapshot = saidByGit(organization, source);
    if (request.synced.has(source) && snapshot !== undefined)
      records.push({ type: 'held', organization: request.organization, source, snapshot, author });
    records.push(...leaseOver(request.organization, fence, author));
    return { records, result: { ...record, at: clock.now(), outcome: { type: 'rolling' } } };
  });
}

/** The snapshot that git sync applied last, or would apply if it were not held. */
function saidByGit({ held, rollout, heads }: OrganizationState, source: string): string | undefined {
  const rolledOut = rollout?.revision.source === source ? rollout.revision : undefined;
  return held.get(source) ?? (rolledOut ?? heads.get(source))?.snapshot;
}

function targetOf(
  { source, revision }: RollbackRequest,
  { revisions, heads, rollout }: OrganizationState,
): Revision {
  if (revision === undefined) {
    const only =
      source ?? rollout?.revision.source ?? (heads.size === 1 ? heads.keys().next().value : undefined);
    const head = only === undefined ? undefined : heads.get(only);
    // In the middle of a rollout, what is deployed is what was before.
    if (head !== undefined && rollout?.revision.source === only) return head;
    const previous = revisions.findLast(
      (candidate) =>
        candidate.source === only &&
        candidate.outcome.type === 'completed' &&
        candidate.sequence < (head?.sequence ?? 0) &&
        candidate.snapshot !== head?.snapshot,
    );
    if (previous === undefined) throw problem(unknownRevision, { revision: 'before this one' });
    return previous;
  }
  const matching = revisions.filter(
    (candidate) => (source === undefined || candidate.source === source) && isNamed(candidate, revision),
  );
  const found = matching.at(-1);
  if (found === undefined) throw problem(unknownRevision, { revision });
  return found;
}

export function isNamed({ sequence, snapshot }: Revision, text: string): boolean {
  if (/^\d{1,7}$/.test(text)) return sequence === Number(text);
  return text.length >= 8 && snapshot.startsWith(text);
}

/** Since when each exposition of a source was there, as of one of its revisions. */
function sinceAt({ revisions }: OrganizationState, target: Revision): Map<string, number> {
  let since = new Map<string, number>();
  for (const revision of revisions)
    if (
      revision.source === target.source &&
      revision.sequence <= target.sequence &&
      (revision === target || revision.outcome.type === 'completed')
    )
      since = sinceAfter(since, revision);
  return since;
}

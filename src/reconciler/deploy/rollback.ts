import { type Clock, problem } from '../../kernel/index.ts';
import { baseMoved, unknownRevision } from '../plan/problems.ts';
import type { Ledger } from '../state/ledger.ts';
import { type OrganizationState, organizationOf, type Revision, sinceAfter } from '../state/state.ts';
import type { RevisionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { lastRevision, sideOf } from './apply.ts';
import { checkOwnership } from './ownership.ts';

export interface RollbackRequest {
  readonly organization: string;
  /** Needed only where the organization has several sources and the revision does not say which. */
  readonly source: string | undefined;
  /** A sequence, or at least eight digits of a snapshot's digest; the revision before the head when undefined. */
  readonly revision: string | undefined;
  readonly author: string;
  /** Sources that git sync applies: a rollback holds what it took away. */
  readonly synced: ReadonlySet<string>;
}

interface RollbackPorts {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Makes the content of an earlier revision the head of its source again, as a new revision. Nothing is rebuilt, but
 * it must still go together with what the other sources hold by now.
 */
export async function rollBack(
  request: RollbackRequest,
  { ledger, store, clock }: RollbackPorts,
): Promise<Revision> {
  const checked = await ledger.refresh();
  const target = targetOf(request, organizationOf(checked, request.organization));
  const { source } = target;
  const { entries, open } = await sideOf(target, store);
  await checkOwnership({ organization: request.organization, source, entries, open }, checked, store);

  return ledger.commit((state) => {
    const organization = organizationOf(state, request.organization);
    const current = organization.heads.get(source) as Revision;
    const last = lastRevision(state, request.organization);
    if (last !== lastRevision(checked, request.organization))
      throw problem(baseMoved, {
        planned: `revision ${lastRevision(checked, request.organization)}`,
        now: `revision ${last}`,
      });
    const sequence = last + 1;
    const before = organization.since.get(source) ?? new Map<string, number>();
    const after = sinceAt(organization, target);
    const record: RevisionRecord = {
      type: 'revision',
      organization: request.organization,
      sequence,
      source,
      snapshot: target.snapshot,
      provenance: target.provenance,
      since: Object.fromEntries([...after].filter(([id, added]) => before.get(id) !== added)),
      gone: [...before.keys()].filter((id) => !after.has(id)),
      ...(target.commit === undefined ? {} : { commit: target.commit }),
      author: request.author,
      reason: 'rollback',
      restores: target.sequence,
    };
    const { author } = request;
    const held = {
      type: 'held' as const,
      organization: request.organization,
      source,
      // What is held already is what git still says.
      snapshot: organization.held.get(source) ?? current.snapshot,
      author,
    };
    const records = request.synced.has(source) ? [record, held] : [record];
    return { records, result: { ...record, at: clock.now() } };
  });
}

function targetOf({ source, revision }: RollbackRequest, { revisions, heads }: OrganizationState): Revision {
  if (revision === undefined) {
    const only = source ?? (heads.size === 1 ? heads.keys().next().value : undefined);
    const head = only === undefined ? undefined : heads.get(only);
    const earlier = revisions.filter(
      (candidate) => candidate.source === only && candidate.sequence < (head?.sequence ?? 0),
    );
    const previous = earlier.filter(({ snapshot }) => snapshot !== head?.snapshot).at(-1);
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
    if (revision.source === target.source && revision.sequence <= target.sequence)
      since = sinceAfter(since, revision);
  return since;
}

import { problem } from '../../kernel/index.ts';
import type { admin } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { isKept, keptRevisions } from '../deploy/kept.ts';
import { isNamed } from '../deploy/rollback.ts';
import { unknownRevision } from '../plan/problems.ts';
import { organizationOf, type Revision } from '../state/state.ts';
import { goneFrom } from '../state/taken.ts';
import { encodeRevision } from './status.ts';

/** Newest first; all of them when `limit` is 0. */
export function listRevisions(plane: ControlPlane, organization: string, limit: number): admin.Revision[] {
  const state = organizationOf(plane.ledger.state(), organization);
  const kept = keptRevisions(state, plane.history);
  const keptSequences = new Set([...kept].map(({ sequence }) => sequence));
  return state.revisions
    .slice(limit === 0 ? 0 : -limit)
    .reverse()
    .map((revision) => ({ ...encodeRevision(revision), kept: keptSequences.has(revision.sequence) }));
}

/** One revision by its number or digest, and what became of it on each gateway. */
export async function revisionFor(
  plane: ControlPlane,
  { revision: name }: admin.GetRevisionRequest,
  organization: string,
): Promise<admin.GetRevisionResponse> {
  const state = organizationOf(await plane.ledger.refresh(), organization);
  const found = state.revisions.findLast((revision) => isNamed(revision, name));
  if (found === undefined) throw problem(unknownRevision, { revision: name });
  const kept = isKept(state, plane.history, found);
  return { revision: { ...encodeRevision(found), kept }, verdicts: verdictsOf(found) };
}

function verdictsOf({ outcome }: Revision): admin.GatewayProgress[] {
  if (outcome.type === 'rolling') return [];
  const active = outcome.active.map((gatewayId) => ({ gatewayId, state: 'active', findings: [], wave: 0 }));
  const others = outcome.others.map(({ gateway, state, findings }) => ({
    gatewayId: gateway,
    state,
    findings: [...findings],
    wave: 0,
  }));
  return [...active, ...others];
}

/** The head of a source, and all that a plan of it has to know of the other sources. */
export async function headFor(
  plane: ControlPlane,
  source: string,
  organization: string,
): Promise<admin.GetHeadResponse> {
  const { heads, since, taken } = organizationOf(await plane.ledger.refresh(), organization);
  const head = heads.get(source);
  const gone = (revision: Revision): string[] => [...goneFrom(taken, revision)];
  return {
    head: encodeRevision(head),
    since: Object.fromEntries(since.get(source) ?? []),
    others: [...heads].flatMap(([other, revision]) =>
      other === source
        ? []
        : [
            {
              source: other,
              snapshot: revision.snapshot,
              since: Object.fromEntries(since.get(other) ?? []),
              gone: gone(revision),
            },
          ],
    ),
    takenBy: Object.fromEntries([...(taken.get(source) ?? [])].map(([manifest, { by }]) => [manifest, by])),
    gone: head === undefined ? [] : gone(head),
  };
}

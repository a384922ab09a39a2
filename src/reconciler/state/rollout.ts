import type { JournalRecord, RolloutEndedRecord } from '../store/records.ts';
import { sinceAfter } from './since.ts';
import type { OrganizationState, Revision } from './state.ts';
import { takenAfter } from './taken.ts';

/** What became of a revision; with who served it, once its rollout is over. */
export type Outcome =
  | { readonly type: 'rolling' }
  | ({ readonly type: RolloutEndedRecord['outcome']; readonly at: number } & Pick<
      RolloutEndedRecord,
      'cause' | 'active' | 'others'
    >);

/** A revision that gateways are moved to, wave after wave. */
export interface Rollout {
  readonly revision: Revision;
  readonly waves: readonly {
    readonly wave: number;
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly gateways: readonly string[];
  }[];
  /** Gateways of all waves until now. Everyone else is kept on what is deployed. */
  readonly moved: ReadonlySet<string>;
}

export function withWave(
  organization: OrganizationState,
  { revision, wave, gateways }: Extract<JournalRecord, { type: 'wave' }>,
  at: number,
): OrganizationState {
  const { rollout } = organization;
  if (rollout?.revision.sequence !== revision) return organization;
  const waves = [...rollout.waves, { wave, at, gateways }];
  return { ...organization, rollout: { ...rollout, waves, moved: new Set([...rollout.moved, ...gateways]) } };
}

/** The rollout is over: a completed one makes its revision the head of its source, any other changes nothing. */
export function withEnd(
  organization: OrganizationState,
  { revision: sequence, outcome, cause, active, others }: RolloutEndedRecord,
  at: number,
): OrganizationState {
  const { rollout, revisions, heads, since } = organization;
  if (rollout?.revision.sequence !== sequence) return organization;
  const facts = { at, active, others, ...(cause === undefined ? {} : { cause }) };
  const revision: Revision = { ...rollout.revision, outcome: { type: outcome, ...facts } };
  const ended = {
    ...organization,
    rollout: undefined,
    revisions: revisions.map((each) => (each.sequence === sequence ? revision : each)),
  };
  if (outcome !== 'completed') return ended;
  const { source } = revision;
  return {
    ...ended,
    deployed: sequence,
    heads: new Map(heads).set(source, revision),
    since: new Map(since).set(source, sinceAfter(since.get(source), revision)),
    taken: takenAfter(organization.taken, revision),
  };
}

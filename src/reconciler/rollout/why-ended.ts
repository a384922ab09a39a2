import type { Outcome } from '../state/rollout.ts';
import type { Revision } from '../state/state.ts';

const causes = {
  rejected: 'rejected it',
  timeout: 'did not serve it in time',
  unhealthy: 'failed too many calls with it',
} as const;

/** Why a rollout did not go through, a line for each gateway that stood in the way; empty when nothing did. */
export function whyEnded({ sequence, outcome }: Revision): string[] {
  if (outcome.type === 'rolling') return [];
  if (outcome.type === 'superseded') return [`revision ${sequence} was ended by another one`];
  const { cause } = outcome;
  if (cause === undefined) return [];
  const back = outcome.type === 'failed' ? `revision ${sequence} was put back: ` : '';
  return culpritsOf(outcome).map(
    ({ gateway, findings }) =>
      `${back}gateway ${gateway} ${causes[cause]}${findings.length === 0 ? '' : `: ${findings.join('; ')}`}`,
  );
}

type Ended = Exclude<Outcome, { type: 'rolling' }>;

/** Of the gateways that did not get there, those that ended the rollout. The rest were on their way. */
export function culpritsOf({ cause, others }: Ended): Ended['others'] {
  if (cause === 'rejected') return others.filter(({ state }) => state === 'rejected');
  // It served the revision, badly.
  if (cause === 'unhealthy') return others.filter(({ state }) => state === 'active');
  return others;
}

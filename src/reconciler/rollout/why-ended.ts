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
  const { cause, others } = outcome;
  if (cause === undefined) return [];
  const back = outcome.type === 'failed' ? `revision ${sequence} was put back: ` : '';
  return others.map(
    ({ gateway, findings }) =>
      `${back}gateway ${gateway} ${causes[cause]}${findings.length === 0 ? '' : `: ${findings.join('; ')}`}`,
  );
}

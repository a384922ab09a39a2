import type { Ledger } from '../state/ledger.ts';
import { organizationOf, type Revision } from '../state/state.ts';
import type { JournalRecord } from '../store/records.ts';
import type { RolloutEffect } from './machine.ts';

/** Records what follows from a look; false when the rollout was ended meanwhile by somebody else. */
export function perform(
  organization: string,
  revision: number,
  effect: RolloutEffect,
  { ledger }: { readonly ledger: Ledger },
): Promise<boolean> {
  return ledger.commit((state) => {
    const { rollout } = organizationOf(state, organization);
    if (rollout?.revision.sequence !== revision) return { records: [], result: false };
    return { records: recordsOf(rollout.revision, effect), result: true };
  });
}

function recordsOf({ organization, sequence, ...facts }: Revision, effect: RolloutEffect): JournalRecord[] {
  if (effect.type === 'start-wave') {
    const { wave, gateways } = effect;
    return [{ type: 'wave', organization, revision: sequence, wave, gateways: [...gateways] }];
  }
  const { type: _, cause, ...end } = effect;
  const ended: JournalRecord = {
    type: 'rollout-ended',
    organization,
    revision: sequence,
    ...end,
    ...(cause === undefined ? {} : { cause }),
  };
  if (effect.outcome !== 'failed' || facts.reason !== 'sync') return [ended];
  // Git goes on saying it: sync waits until it says something else.
  const { source, snapshot, author } = facts;
  return [ended, { type: 'held', organization, source, snapshot, author }];
}

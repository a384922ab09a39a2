import { entryKey, nextList } from '../../snapshot/index.ts';
import type { Activate, Intent, Put, Remove } from '../messages.ts';
import { viewFinding } from './events.ts';
import type { Change, EntryList, GatewayState, Incoming } from './state.ts';
import type { GatewayStep } from './step.ts';
import { reject, startWork } from './work.ts';

/** What follows, before anything follows: drops whatever was received since the last Activate. */
export function onIntent(state: GatewayState, intent: Intent): GatewayStep {
  const incoming: Incoming | null =
    intent.mode === 'none'
      ? null
      : {
          transaction: intent.transaction,
          mode: intent.mode,
          expectedPuts: intent.puts,
          expectedRemoves: intent.removes,
          puts: 0,
          removes: 0,
          changes: null,
          missing: null,
        };
  return { state: { ...state, incoming }, effects: [] };
}

export function onPut(state: GatewayState, put: Put): GatewayStep {
  const { incoming } = state;
  if (incoming === null) return { state, effects: [] };
  const key = entryKey(put.entry);
  const changes: Change = { key, entry: put.entry, previous: incoming.changes };
  const missing = put.held ? incoming.missing : (incoming.missing ?? key);
  return {
    state: { ...state, incoming: { ...incoming, puts: incoming.puts + 1, changes, missing } },
    effects: [],
  };
}

export function onRemove(state: GatewayState, remove: Remove): GatewayStep {
  const { incoming } = state;
  if (incoming === null) return { state, effects: [] };
  let changes = incoming.changes;
  for (const object of remove.objects) changes = { key: entryKey(object), entry: null, previous: changes };
  const removes = incoming.removes + remove.objects.length;
  return { state: { ...state, incoming: { ...incoming, removes, changes } }, effects: [] };
}

/** Everything was received, or so the control plane believes: find out before anything takes effect. */
export function onActivate(state: GatewayState, activate: Activate): GatewayStep {
  if (activate.transaction <= state.lastTransaction) return { state, effects: [] };
  const { incoming } = state;
  const closed: GatewayState = { ...state, incoming: null, lastTransaction: activate.transaction };
  if (incoming === null || incoming.transaction !== activate.transaction)
    return reject(closed, activate.transaction, null, false, [
      viewFinding('out-of-order', 'an Activate without its Intent'),
    ]);
  if (incoming.puts !== incoming.expectedPuts || incoming.removes !== incoming.expectedRemoves)
    return reject(closed, activate.transaction, null, false, [
      viewFinding(
        'incomplete',
        `${incoming.puts} of ${incoming.expectedPuts} objects and ${incoming.removes} of ${incoming.expectedRemoves} removals arrived`,
      ),
    ]);
  if (incoming.missing !== null)
    return reject(closed, activate.transaction, null, false, [
      viewFinding('missing', `the bytes of ${incoming.missing} are not held here`),
    ]);
  const entries = applyChanges(incoming.mode === 'full' ? new Map() : state.base, incoming.changes);
  const { transaction, envelope } = activate;
  return startWork({ ...closed, waiting: { transaction, envelope, entries } });
}

/** The list after the changes, in the order they came. */
function applyChanges(base: EntryList, changes: Change | null): EntryList {
  const inOrder: Change[] = [];
  for (let change = changes; change !== null; change = change.previous) inOrder.push(change);
  return nextList(base, inOrder.reverse());
}

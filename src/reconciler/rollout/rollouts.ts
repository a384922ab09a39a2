import type { Clock, Log } from '../../kernel/index.ts';
import type { Deployments } from '../fleet/deployments.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Ledger } from '../state/ledger.ts';
import { organizationOf } from '../state/state.ts';
import { perform } from './effects.ts';
import type { GatewayLook } from './look.ts';
import { lookAt } from './look-at.ts';
import { type RolloutState, startRollout, stepRollout } from './machine.ts';

export interface RolloutPorts {
  readonly ledger: Ledger;
  readonly fleet: Fleet;
  readonly deployments: Deployments;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds after a start in which gateways come back, before a rollout goes on. */
  readonly settleMs: number;
}

/** Moves gateways to new revisions: a thin driver over one machine for each organization. */
export interface Rollouts {
  /** Does what follows by now; resolves when that was begun. */
  advance(organization: string): Promise<void>;
  /** How the rollout of an organization stands; undefined while there is none. */
  look(organization: string): Promise<RolloutLook | undefined>;
  /** Called with the organization whose rollout began a wave, began to bake, or ended. */
  onChange(listener: (organization: string) => void): () => void;
}

export interface RolloutLook {
  readonly state: RolloutState;
  readonly gateways: readonly GatewayLook[];
}

/** Milliseconds between two looks at what only time changes. */
const lookEvery = 1_000;

/** What a gateway does that a rollout has to look at. `active` is looked at when nobody else is waited for. */
const telling: ReadonlySet<string> = new Set([
  ...['registered', 'back', 'active', 'rejected', 'ahead', 'disconnected', 'unsynchronized', 'goodbye'],
]);

export function rolloutsOf(ports: RolloutPorts, signal: AbortSignal): Rollouts {
  const { ledger, fleet, deployments, clock, log, settleMs } = ports;
  const states = new Map<string, RolloutState>();
  const awaited = new Map<string, Set<string>>();
  const listeners = new Set<(organization: string) => void>();
  const turns = new Map<string, { again: boolean; done: Promise<void> }>();

  function tell(organization: string): void {
    for (const listener of listeners) listener(organization);
  }

  async function look(organization: string): Promise<RolloutLook | undefined> {
    const before = await deployments.current(organization);
    const after = await deployments.next(organization);
    const { rollout } = organizationOf(ledger.state(), organization);
    if (after === undefined || after.revision !== rollout?.revision.sequence) return undefined;
    const known = states.get(organization);
    const state = known?.revision === after.revision ? known : startRollout(rollout, clock.now(), undefined);
    return { state, gateways: fleet.gateways(organization).map((each) => lookAt(each, before, after)) };
  }

  async function goOn(organization: string): Promise<void> {
    while (organizationOf(ledger.state(), organization).rollout !== undefined) {
      const seen = await look(organization);
      if (seen === undefined) continue;
      const { state, effect } = stepRollout(seen.state, seen.gateways, clock.now());
      if (effect === undefined) {
        states.set(organization, state);
        if (state.settledAt !== seen.state.settledAt) tell(organization);
        const moving = seen.gateways.filter((each) => state.moved.has(each.id) && each.state === 'moving');
        awaited.set(organization, new Set(moving.map(({ id }) => id)));
        return;
      }
      // What is not recorded did not happen.
      if (!(await perform(organization, state.revision, effect, ports))) continue;
      states.set(organization, state);
      log.info(`rollout: ${effect.type}`, { organization, revision: state.revision, ...summary(effect) });
      const { epoch } = ledger.state();
      const { signed } = organizationOf(ledger.state(), organization);
      const putBack = effect.type === 'end' && effect.outcome === 'failed';
      tell(organization);
      void fleet
        .refresh(organization, putBack ? { epoch, sequence: signed } : undefined)
        .then(() => advance(organization));
    }
    states.delete(organization);
    awaited.delete(organization);
  }

  function advance(organization: string): Promise<void> {
    const known = turns.get(organization);
    if (known !== undefined) {
      known.again = true;
      return known.done;
    }
    const turn = { again: true, done: Promise.resolve() };
    turns.set(organization, turn);
    turn.done = (async () => {
      try {
        while (turn.again) {
          turn.again = false;
          await goOn(organization);
        }
      } catch (error) {
        log.error('a rollout cannot go on', { organization, error });
      } finally {
        turns.delete(organization);
      }
    })();
    return turn.done;
  }

  for (const [organization, { rollout }] of ledger.state().organizations)
    if (rollout !== undefined) states.set(organization, startRollout(rollout, clock.now(), settleMs));

  fleet.onObservation(({ organization, peer }, { type }) => {
    if (!telling.has(type) || organizationOf(ledger.state(), organization).rollout === undefined) return;
    const others = awaited.get(organization);
    if (type === 'active' && others?.delete(peer.gatewayId) && others.size > 0) return;
    void advance(organization);
  });
  clock.every(
    lookEvery,
    () => {
      for (const [organization, { rollout }] of ledger.state().organizations)
        if (rollout !== undefined) void advance(organization);
    },
    signal,
  );
  return {
    advance,
    look,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function summary(effect: NonNullable<ReturnType<typeof stepRollout>['effect']>): Record<string, unknown> {
  if (effect.type === 'start-wave') return { wave: effect.wave, gateways: effect.gateways.length };
  const { outcome, cause, active, others } = effect;
  return { outcome, cause, active: active.length, others: others.map(({ gateway }) => gateway).slice(0, 20) };
}

import { listDigest } from '../../../src/snapshot/index.ts';
import {
  type ActiveView,
  type Desired,
  defaultGatewayTiming,
  type GatewayEvent,
  type GatewayState,
  startGateway,
  stepGateway,
  type ToGateway,
  type ViewRef,
} from '../../../src/wire/index.ts';
import { showGateway } from './show.ts';
import { headerFor, listOf, showRef } from './views.ts';

const identity = {
  gatewayId: 'gw',
  instanceId: 'one',
  labels: {},
  fqdns: ['gw.example:7777'],
  softwareVersion: '1.0.0',
  formats: [],
};

/** The gateway's machine with a clock of its own; every answer is a list of lines. */
export function gatewayBench(start: { active?: Desired; crashed?: ViewRef; organization?: string } = {}) {
  const { organization = 'acme' } = start;
  let now = 1_000_000;
  const active: ActiveView | null =
    start.active === undefined
      ? null
      : { ref: start.active.ref, organization, entries: listOf(start.active) };
  let { state }: { state: GatewayState } = startGateway({
    identity,
    timing: defaultGatewayTiming,
    now,
    active,
    crashed: start.crashed ?? null,
  });

  function step(event: GatewayEvent): string[] {
    const result = stepGateway(state, event);
    state = result.state;
    return result.effects.map(showGateway);
  }

  function take(message: ToGateway): string[] {
    return step({ type: 'message', now, jitter: 0.5, message });
  }

  /** All that the control plane sends to bring a view, but for the Activate. */
  function receive(desired: Desired, transaction: number, options: { mode?: 'delta' | 'full' } = {}): void {
    const { mode = 'full' } = options;
    const { entries } = desired;
    take({
      type: 'intent',
      transaction,
      mode,
      reason: 'changed',
      puts: entries.length,
      removes: 0,
      bytes: 0,
    });
    for (const entry of entries) take({ type: 'put', entry, held: true });
  }

  const bench = {
    step,
    take,
    receive,
    state: () => state,
    setClock: (to: number) => {
      now = to;
    },
    now: () => now,
    connected: () => step({ type: 'connected', now }),
    disconnected: () => step({ type: 'disconnected', now, jitter: 0.5 }),
    welcome: (inventoryWanted = false) =>
      take({
        type: 'welcome',
        organization: 'acme',
        groups: ['all'],
        beatIntervalMs: 10_000,
        keys: [],
        inventoryWanted,
        softwareVersion: '1.0.0',
        nowMs: now,
      }),
    activate: (desired: Desired, transaction: number) =>
      take({ type: 'activate', transaction, envelope: desired.envelope }),
    /** Answers `verify` as a driver does, truthfully unless told otherwise. */
    verified: (
      desired: Desired,
      lie: { trusted?: boolean; header?: null; computed?: string } = {},
    ): string[] => {
      const entries = [...(state.work?.entries.values() ?? [])];
      const header = lie.header === null ? null : headerFor(desired);
      const { trusted = true, computed = listDigest(entries) } = lie;
      return step({ type: 'verified', now, header, trusted, computed });
    },
    built: () => step({ type: 'built', now }),
    persisted: () => step({ type: 'persisted', now }),
    pass: (ms: number): string[] => {
      now += ms;
      return step({ type: 'tick', now, calls: 0, errors: 0 });
    },
    serves: () => showRef(state.active?.ref ?? null),
    /** Connected, welcomed, and this view active. */
    serving: (desired: Desired) => {
      bench.connected();
      bench.welcome();
      receive(desired, 1);
      bench.activate(desired, 1);
      bench.verified(desired);
      bench.built();
      bench.persisted();
      return bench;
    },
  };
  return bench;
}

import type { Entry } from '../../../src/snapshot/index.ts';
import {
  type ControlEvent,
  type Desired,
  defaultControlTiming,
  type Hello,
  type PeerState,
  stepControl,
  type ToControl,
  type ViewRef,
} from '../../../src/wire/index.ts';
import { showControl } from './show.ts';
import { showRef } from './views.ts';

interface HelloOptions {
  readonly stream?: number;
  readonly instance?: string;
  readonly active?: ViewRef | null;
  readonly crashed?: ViewRef;
  readonly version?: string;
  readonly formats?: readonly string[];
  readonly known?: readonly Entry[] | null;
  readonly desired?: Desired | null;
  readonly foreign?: boolean;
}

/** The control plane's machine for one gateway id, with a clock of its own; every answer is a list of lines. */
export function controlBench() {
  let state: PeerState | null = null;
  let now = 1_000_000;
  let stream = 0;
  let desired: Desired | null = null;

  function step(event: ControlEvent): string[] {
    const result = stepControl(state, event, defaultControlTiming);
    state = result.state;
    return result.effects.map(showControl);
  }

  function message(sent: Exclude<ToControl, Hello>, on = stream, foreign = false): string[] {
    return step({ type: 'message', now, stream: on, message: sent, foreign });
  }

  return {
    step,
    message,
    state: (): PeerState => {
      if (state === null) throw new Error('the gateway is forgotten');
      return state;
    },
    forgotten: () => state === null,
    now: () => now,
    setClock: (to: number) => {
      now = to;
    },
    hello: (options: HelloOptions = {}): string[] => {
      stream = options.stream ?? stream + 1;
      if (options.desired !== undefined) desired = options.desired;
      const hello: Hello = {
        type: 'hello',
        gatewayId: 'gw',
        instanceId: options.instance ?? 'one',
        labels: {},
        fqdns: ['gw.example:7777'],
        softwareVersion: options.version ?? '1.0.0',
        formats: options.formats ?? [],
        active: options.active ?? null,
        crashed: options.crashed ?? null,
      };
      const { known = null } = options;
      const facts = { organization: 'acme', groups: ['all'], keys: [], softwareVersion: '1.0.0' };
      return step({
        type: 'hello',
        now,
        stream,
        hello,
        ...facts,
        known,
        foreign: options.foreign ?? false,
        desired,
      });
    },
    desire: (wanted: Desired | null, foreign = false): string[] => {
      desired = wanted;
      return step({ type: 'desired', now, desired: wanted, groups: ['all'], foreign });
    },
    verdict: (
      status: 'staged' | 'active' | 'rejected',
      options: { transaction?: number; view?: ViewRef; permanent?: boolean } = {},
    ): string[] => {
      const flight = state?.flight ?? null;
      const view = options.view ?? flight?.desired.ref ?? { epoch: 0, sequence: 0, digest: '' };
      const transaction = options.transaction ?? flight?.transaction ?? 0;
      const { permanent = false } = options;
      return message({ type: 'verdict', transaction, view, status, permanent, findings: [] });
    },
    beat: (active: ViewRef | null, number = 1, foreign = false): string[] =>
      message({ type: 'beat', number, active, calls: 0, errors: 0 }, stream, foreign),
    /** Lets milliseconds pass, then ticks once. */
    pass: (ms: number): string[] => {
      now += ms;
      return step({ type: 'tick', now });
    },
    active: () => showRef(state?.active ?? null),
  };
}

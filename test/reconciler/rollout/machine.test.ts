import { describe, expect, it } from 'vitest';
import type { GatewayLook } from '../../../src/reconciler/rollout/look.ts';
import { type RolloutStep, startRollout, stepRollout } from '../../../src/reconciler/rollout/machine.ts';

const timeoutMs = 60_000;
const rollout = (allAtOnce = false) => ({
  revision: { sequence: 7, rollout: { timeoutMs, allAtOnce } },
  waves: [],
  moved: new Set<string>(),
});

const gateway = (id: string, wave = 0, rest: Partial<GatewayLook> = {}): GatewayLook => ({
  ...{ id, wave, bakeMs: 0, maxErrorRate: undefined, state: 'active', connected: true, changed: true },
  ...{ findings: [], beat: undefined },
  ...rest,
});
const moving = (id: string, wave = 0): GatewayLook => gateway(id, wave, { state: 'moving' });

type Look = readonly [seconds: number, gateways: readonly GatewayLook[]];

/** What the machine does at each look, in a word. */
function follow(looks: readonly Look[], start = startRollout(rollout(), 0, undefined)): string[] {
  let state = start;
  return looks.map(([seconds, gateways]) => {
    const step = stepRollout(state, gateways, seconds * 1_000);
    ({ state } = step);
    return word(step);
  });
}

function word({ effect }: RolloutStep): string {
  if (effect === undefined) return '-';
  if (effect.type === 'start-wave') return `wave ${effect.wave}: ${effect.gateways.join(' ')}`;
  const others = effect.others.map(({ gateway: id, findings }) => [id, ...findings].join(' '));
  return [effect.outcome, effect.cause, `active ${effect.active.join(' ')}`, ...others].join(', ');
}

const beat = (at: number, calls: number, errors: number) => ({ at: at * 1_000, calls, errors });

describe('a rollout', () => {
  it.each<[string, readonly Look[], string[]]>([
    ['with nobody there is over at once', [[0, []]], ['completed, , active ']],
    [
      'without waves moves everybody, and waits for everybody',
      [
        [0, [moving('a'), moving('b')]],
        [1, [gateway('a'), moving('b')]],
        [2, [gateway('a'), gateway('b')]],
      ],
      ['wave 0: a b', '-', 'completed, , active a b'],
    ],
    [
      'goes wave by wave, and takes no wave that nobody is in',
      [
        [0, [moving('a', 1), moving('b', 5)]],
        [1, [moving('a', 1), moving('b', 5)]],
        [2, [gateway('a', 1), moving('b', 5)]],
        [3, [gateway('a', 1), gateway('b', 5)]],
      ],
      ['wave 1: a', '-', 'wave 5: b', 'completed, , active a b'],
    ],
    [
      'leaves out who is not connected, and does not wait for who said goodbye',
      [
        [0, [moving('a'), gateway('gone', 0, { state: 'gone', connected: false }), moving('b')]],
        [1, [gateway('a')]],
      ],
      ['wave 0: a b', 'completed, , active a'],
    ],
    [
      'does not move who comes after its wave began',
      [
        [0, [moving('a', 0), moving('b', 1)]],
        [1, [gateway('a', 0), moving('new', 0), moving('b', 1)]],
        [2, [gateway('a', 0), moving('new', 0), gateway('b', 1)]],
      ],
      ['wave 0: a', 'wave 1: b', 'completed, , active a b'],
    ],
    [
      'waits for one that lost its stream, and gives it up with the time',
      [
        [0, [moving('a')]],
        [1, [gateway('a', 0, { state: 'gone' })]],
        [60, [gateway('a', 0, { state: 'gone' })]],
        [61, [gateway('a', 0, { state: 'gone' })]],
      ],
      ['wave 0: a', '-', '-', 'failed, timeout, active , a'],
    ],
    [
      'ends at the first that rejects it for good',
      [
        [0, [moving('a'), moving('b'), moving('c', 1)]],
        [1, [gateway('a'), gateway('b', 0, { state: 'rejected', findings: ['too large'] }), moving('c', 1)]],
      ],
      ['wave 0: a b', 'failed, rejected, active a, b too large'],
    ],
    [
      'bakes as long as its wave says before the next one, and before the end',
      [
        [0, [moving('a'), moving('b', 1)]],
        [10, [gateway('a', 0, { bakeMs: 30_000 }), moving('b', 1)]],
        [39, [gateway('a', 0, { bakeMs: 30_000 }), moving('b', 1)]],
        [40, [gateway('a', 0, { bakeMs: 30_000 }), moving('b', 1)]],
        [41, [gateway('a', 0, { bakeMs: 30_000 }), gateway('b', 1, { bakeMs: 5_000 })]],
        [46, [gateway('a', 0, { bakeMs: 30_000 }), gateway('b', 1, { bakeMs: 5_000 })]],
      ],
      ['wave 0: a', '-', '-', 'wave 1: b', '-', 'completed, , active a b'],
    ],
    [
      'bakes on when all of its wave have said goodbye',
      [
        [0, [moving('a'), moving('b', 1)]],
        [10, [gateway('a', 0, { bakeMs: 30_000 }), moving('b', 1)]],
        [11, [moving('b', 1)]],
        [39, [moving('b', 1)]],
        [40, [moving('b', 1)]],
      ],
      ['wave 0: a', '-', '-', '-', 'wave 1: b'],
    ],
    [
      'does not bake where nothing changed',
      [
        [0, [gateway('a', 0, { bakeMs: 30_000, changed: false }), moving('b', 1)]],
        [1, [gateway('a', 0, { bakeMs: 30_000, changed: false }), moving('b', 1)]],
      ],
      ['wave 0: a', 'wave 1: b'],
    ],
    [
      'waits again for one that stops serving while it bakes',
      [
        [0, [moving('a')]],
        [1, [gateway('a', 0, { bakeMs: 90_000 })]],
        [2, [gateway('a', 0, { bakeMs: 90_000, state: 'gone' })]],
        [62, [gateway('a', 0, { bakeMs: 90_000, state: 'gone' })]],
      ],
      ['wave 0: a', '-', '-', 'failed, timeout, active , a'],
    ],
    [
      'does not wait for one that is ahead of this control plane',
      [
        [0, [moving('a')]],
        [1, [gateway('a', 0, { state: 'ahead' })]],
      ],
      ['wave 0: a', 'completed, , active , a'],
    ],
  ])('%s', (_, looks, expected) => {
    expect(follow(looks)).toEqual(expected);
  });
});

describe('the health gate', () => {
  const limited = (...counted: [at: number, calls: number, errors: number]): GatewayLook =>
    gateway('a', 0, { bakeMs: 20_000, maxErrorRate: 0.1, beat: beat(...counted) });

  it.each<[string, readonly Look[], string[]]>([
    [
      'counts no call from before the first beat, and needs a beat after the bake',
      [
        [0, [moving('a')]],
        [1, [limited(0, 100, 100)]],
        [5, [limited(5, 110, 105)]],
        [21, [limited(15, 115, 105)]],
        [25, [limited(25, 120, 105)]],
      ],
      ['wave 0: a', '-', '-', '-', 'completed, , active a'],
    ],
    [
      'fails at the end of the bake with few calls',
      [
        [0, [moving('a')]],
        [1, [limited(0, 0, 0)]],
        [5, [limited(5, 0, 0)]],
        [15, [limited(15, 4, 1)]],
        [25, [limited(25, 4, 1)]],
      ],
      ['wave 0: a', '-', '-', '-', 'failed, unhealthy, active , a 1 of 4 calls failed, and 10 % may'],
    ],
    [
      'fails before with enough of them',
      [
        [0, [moving('a')]],
        [1, [limited(0, 0, 0)]],
        [5, [limited(5, 10, 0)]],
        [15, [limited(15, 110, 11)]],
      ],
      ['wave 0: a', '-', '-', 'failed, unhealthy, active , a 11 of 100 calls failed, and 10 % may'],
    ],
    [
      'lets pass what is exactly allowed, and a gateway without calls',
      [
        [0, [moving('a')]],
        [1, [limited(0, 0, 0)]],
        [5, [limited(5, 0, 0)]],
        [25, [limited(25, 10, 1)]],
      ],
      ['wave 0: a', '-', '-', 'completed, , active a'],
    ],
    [
      'goes on counting from nothing after a restart of the gateway',
      [
        [0, [moving('a')]],
        [1, [limited(0, 500, 0)]],
        [5, [limited(5, 500, 0)]],
        [15, [limited(15, 2, 0)]],
        [25, [limited(25, 3, 1)]],
      ],
      ['wave 0: a', '-', '-', '-', 'failed, unhealthy, active , a 1 of 3 calls failed, and 10 % may'],
    ],
    [
      'is kept for earlier waves as long as the rollout lasts',
      [
        [0, [moving('a'), moving('b', 1)]],
        [1, [limited(0, 0, 0), moving('b', 1)]],
        [5, [limited(5, 0, 0), moving('b', 1)]],
        [25, [limited(25, 10, 0), moving('b', 1)]],
        [26, [limited(25, 10, 0), moving('b', 1)]],
        [35, [limited(35, 30, 20), moving('b', 1)]],
      ],
      [
        'wave 0: a',
        '-',
        '-',
        'wave 1: b',
        '-',
        'failed, unhealthy, active , a 20 of 30 calls failed, and 10 % may, b',
      ],
    ],
  ])('%s', (_, looks, expected) => {
    expect(follow(looks)).toEqual(expected);
  });
});

describe('a rollback', () => {
  const start = () => startRollout(rollout(true), 0, undefined);
  it.each<[string, readonly Look[], string[]]>([
    [
      'moves everybody at once and does not bake',
      [
        [0, [moving('a', 0), moving('b', 3)]],
        [1, [gateway('a', 0, { bakeMs: 9_000, maxErrorRate: 0 }), gateway('b', 3)]],
      ],
      ['wave 0: a b', 'completed, , active a b'],
    ],
    [
      'is not put back for one that rejects it, and waits for the others',
      [
        [0, [moving('a'), moving('b')]],
        [1, [gateway('a', 0, { state: 'rejected' }), moving('b')]],
        [2, [gateway('a', 0, { state: 'rejected' }), gateway('b')]],
      ],
      ['wave 0: a b', '-', 'completed, rejected, active b, a'],
    ],
    [
      'nor for one that does not answer in time',
      [
        [0, [moving('a'), moving('b')]],
        [1, [moving('a'), gateway('b')]],
        [61, [moving('a'), gateway('b')]],
      ],
      ['wave 0: a b', '-', 'completed, timeout, active b, a'],
    ],
  ])('%s', (_, looks, expected) => {
    expect(follow(looks, start())).toEqual(expected);
  });
});

describe('a rollout that a restarted control plane finds', () => {
  const found = { ...rollout(), waves: [{ wave: 0 }], moved: new Set(['a']) };
  it('waits for the gateways to come back, bakes again, and goes on with the next wave', () => {
    const looks: Look[] = [
      [0, []],
      [29, [moving('b', 1)]],
      [30, [gateway('a', 0, { bakeMs: 5_000, changed: false }), moving('b', 1)]],
      [35, [gateway('a', 0, { bakeMs: 5_000, changed: false }), moving('b', 1)]],
    ];
    expect(follow(looks, startRollout(found, 0, 30_000))).toEqual(['-', '-', '-', 'wave 1: b']);
  });

  it('gives those that had moved their time again', () => {
    const gone = gateway('a', 0, { state: 'gone' });
    const looks: Look[] = [
      [30, [gone]],
      [89, [gone]],
      [90, [gone]],
    ];
    expect(follow(looks, startRollout(found, 0, 30_000))).toEqual(['-', '-', 'failed, timeout, active , a']);
  });
});

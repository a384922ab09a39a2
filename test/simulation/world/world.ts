import {
  type ControlTiming,
  defaultControlTiming,
  defaultGatewayTiming,
  type GatewayTiming,
} from '../../../src/wire/index.ts';
import type { Machines } from './machines.ts';
import { type Network, network } from './network.ts';
import { type Oracle, oracle } from './oracle.ts';
import type { SeededRandom } from './random.ts';
import { type Timeline, timeline } from './timeline.ts';

/** What every part of a simulated installation shares. */
export interface World {
  readonly time: Timeline;
  readonly random: SeededRandom;
  readonly network: Network;
  readonly oracle: Oracle;
  readonly machines: Machines;
  readonly controlTiming: ControlTiming;
  readonly gatewayTiming: GatewayTiming;
  /** Writes a line into the story of this schedule. */
  tell(line: () => string): void;
}

/** `asBytes`: messages are encoded and decoded on their way. */
export function makeWorld(
  random: SeededRandom,
  machines: Machines,
  asBytes: boolean,
  tell: World['tell'],
): World {
  const time = timeline();
  return {
    time,
    random,
    network: network(time, random, asBytes),
    oracle: oracle(),
    machines,
    controlTiming: defaultControlTiming,
    gatewayTiming: defaultGatewayTiming,
    tell,
  };
}

/** A wall clock that may be set. */
export interface NodeClock {
  now(): number;
  /** By how much it is ahead of simulated time. */
  offset: number;
}

export function nodeClock(time: Timeline): NodeClock {
  const clock: NodeClock = { offset: 1_700_000_000_000, now: () => time.now() + clock.offset };
  return clock;
}

import type { ControlTiming, GatewayTiming } from '../../../src/wire/index.ts';
import type { Machines } from './machines.ts';
import type { Network } from './network.ts';
import type { Oracle } from './oracle.ts';
import type { SeededRandom } from './random.ts';
import type { Timeline } from './timeline.ts';

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

import { faults } from './faults/faults.ts';
import { installation } from './installation.ts';
import type { Machines } from './machines.ts';
import { Violation } from './oracle.ts';
import { seededRandom } from './random.ts';
import { makeRevisions } from './revisions.ts';
import { makeWorld } from './world.ts';

export interface Outcome {
  readonly seed: number;
  /** The rule that did not hold. */
  readonly violation: string | undefined;
  readonly faults: readonly string[];
  readonly messages: { readonly beats: number; readonly others: number };
  readonly viewsSent: number;
  /** Milliseconds of simulated time from the end of the last fault to rest. */
  readonly restAfter: number;
  /** What happened, line by line, when it was asked for. */
  readonly story: readonly string[];
}

const second = 1_000;
const faultsPerSchedule = 10;
/** Revisions are applied and faults begin until then. */
const lastChange = 120 * second;
/** Every fault is over some time after it began. */
const healed = (begun: number): number => begun + 335 * second;
/** So long it may take to come to rest: a gateway that was refused asks again after two minutes at most. */
const patience = 900 * second;
const quiet = 30 * second;
/** More messages than this (but for beats) are chatter; see the counts that the test prints. */
const chatter = 2_500;

/** Runs one schedule to rest. Everything in it follows from the seed. */
export function runSchedule(seed: number, machines: Machines, telling = false): Outcome {
  const random = seededRandom(seed);
  const story: string[] = [];
  const chosen: string[] = [];
  // The codec has tests of its own; some schedules show that the machines understand each other through it.
  const world = makeWorld(random, machines, seed % 50 === 0, (line) => {
    if (telling) story.push(`${(world.time.now() / second).toFixed(3).padStart(9)} ${line()}`);
  });
  const { time } = world;
  const it = installation(world);
  let violation: string | undefined;
  let healedAt = 0;
  try {
    it.control.start();
    const applied = plan();
    for (const gateway of it.gateways) time.after(random.between(0, 3 * second), () => gateway.start());
    for (let number = 0; number < faultsPerSchedule; number++) plant(applied);
    time.runUntil(lastChange);
    healedAt = time.now();
    world.network.disarm();
    comeToRest();
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = error.message;
    world.tell(() => `VIOLATION: ${error.message}`);
  }
  const { counts } = world.network;
  const restAfter = time.now() - healedAt;
  return { seed, violation, faults: chosen, messages: counts, viewsSent: it.counts.sent, restAfter, story };

  /** Decides when each revision is applied. */
  function plan(): number[] {
    const times = [random.between(0, 5) * second];
    while (times.length < 5) times.push(random.between(8 * second, lastChange - 10 * second));
    times.sort((a, b) => a - b);
    makeRevisions(random).forEach((revision, index) => {
      time.after(times[index] as number, () => {
        world.tell(() => `revision ${index + 1}`);
        it.control.apply(revision);
      });
    });
    return times;
  }

  /** Half of the faults come while a revision is on its way. */
  function plant(applied: readonly number[]): void {
    const name = random.pick(Object.keys(faults));
    const fault = faults[name];
    if (fault === undefined) return;
    const gateway = random.pick(it.gateways);
    const at = random.chance(0.5)
      ? random.pick(applied) + random.between(0, 300)
      : random.between(3 * second, lastChange - 1);
    chosen.push(name);
    time.after(at, () => {
      world.tell(() => `FAULT ${name} (${gateway.hostId})`);
      fault(it, gateway);
    });
  }

  function comeToRest(): void {
    const until = healed(lastChange) + patience;
    for (let restful = 0; ; ) {
      const before = world.network.counts.others;
      time.runUntil(time.now() + 5 * second);
      const unrest = it.unrest();
      if (world.network.counts.others > chatter) throw new Violation(`${chatter} messages, and no end`);
      if (unrest === undefined && world.network.counts.others === before) restful += 5 * second;
      else restful = 0;
      if (restful >= quiet) return;
      if (time.now() > until)
        if (time.now() > until) throw new Violation(`no rest: ${unrest ?? 'messages without end'}`);
    }
  }
}

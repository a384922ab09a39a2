import { describe, expect, test } from 'vitest';
import type { PlantedBug } from './planted/bug.ts';
import { controlBugs } from './planted/control-bugs.ts';
import { gatewayBugs } from './planted/gateway-bugs.ts';
import { realMachines } from './world/machines.ts';
import { type Outcome, runSchedule } from './world/schedule.ts';

/** Each planted bug has to show in one of so many schedules, all of which the real machines pass. */
const schedules = 1_000;

/** The first schedule that a bug fails. */
function caught(bug: PlantedBug): Outcome | undefined {
  for (let seed = 1; seed <= schedules; seed++) {
    const outcome = runSchedule(seed, bug.plant());
    if (outcome.violation !== undefined) return outcome;
  }
  return undefined;
}

describe.each([
  { side: 'gateway', bugs: gatewayBugs },
  { side: 'control plane', bugs: controlBugs },
])('a planted bug of the $side is caught', ({ bugs }) => {
  test.each(bugs)('$name ($rule)', { timeout: 60_000 }, (bug) => {
    const outcome = caught(bug);
    if (outcome === undefined) expect.fail(`not in ${schedules} schedules`);
    expect(runSchedule(outcome.seed, realMachines).violation).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { realMachines } from './world/machines.ts';
import { type Outcome, runSchedule } from './world/schedule.ts';
import { count, emptySummary, show } from './world/summary.ts';

/** CI and `npm run simulate` run many more, on every core. */
const schedules = 300;

test('both machines hold every rule of the design in every schedule, and come to rest', {
  timeout: 60_000,
}, () => {
  const sum = emptySummary();
  for (let seed = 1; seed <= schedules; seed++) {
    const outcome = runSchedule(seed, realMachines);
    if (outcome.violation !== undefined) expect.fail(explain(outcome));
    count(sum, outcome);
  }
  console.log(show(sum));
  for (const [kind, number] of Object.entries(sum.faults)) expect(number, kind).toBeGreaterThan(0);
});

test('a seed replays exactly', () => {
  const story = (seed: number) => runSchedule(seed, realMachines, true);
  for (const seed of [1, 2, 3, 50]) expect(story(seed)).toEqual(story(seed));
  expect(story(1).story).not.toEqual(story(2).story);
});

/** What failed, how to see it again, and the end of its story. */
function explain({ seed }: Outcome): string {
  const { violation, story } = runSchedule(seed, realMachines, true);
  return [
    `seed ${seed}: ${violation}`,
    `replay: npm run simulate -- --seed ${seed}`,
    ...story.slice(-40),
  ].join('\n');
}

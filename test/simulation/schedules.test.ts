import { expect, test } from 'vitest';
import { faults } from './world/faults.ts';
import { realMachines } from './world/machines.ts';
import { type Outcome, runSchedule } from './world/schedule.ts';

/** How many schedules are run, and from which seed on; `RESHAPR_SIM_SEED` runs one, and tells its story. */
const schedules = Number(process.env['RESHAPR_SIM_SCHEDULES'] ?? 300);
const only = process.env['RESHAPR_SIM_SEED'];
const seeds =
  only === undefined ? Array.from({ length: schedules }, (_, index) => index + 1) : [Number(only)];

test('both machines hold every rule of the design in every schedule, and come to rest', {
  timeout: 10_000 + 100 * seeds.length,
}, () => {
  const sum = { beats: 0, others: 0, most: 0, views: 0, restAfter: 0, longest: 0 };
  const byKind = new Map(Object.keys(faults).map((kind) => [kind, 0]));
  for (const seed of seeds) {
    const outcome = runSchedule(seed, realMachines, only !== undefined);
    if (only !== undefined) console.log(outcome.story.join('\n'));
    if (outcome.violation !== undefined) expect.fail(explain(outcome));
    for (const kind of outcome.faults) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    sum.beats += outcome.messages.beats;
    sum.others += outcome.messages.others;
    sum.most = Math.max(sum.most, outcome.messages.others);
    sum.views += outcome.viewsSent;
    sum.restAfter += outcome.restAfter;
    sum.longest = Math.max(sum.longest, outcome.restAfter);
  }
  console.log(
    [
      `${seeds.length} schedules, each of 3 gateways, 5 revisions (one a rollback) and 10 faults; all came to rest`,
      `messages: ${sum.others} (at most ${sum.most} in a schedule), and ${sum.beats} beats and acknowledgements`,
      `views sent: ${sum.views}; rest ${seconds(sum.restAfter / seeds.length)} after the last change, at most ${seconds(sum.longest)}`,
      `faults: ${[...byKind].map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
    ].join('\n'),
  );
  if (seeds.length >= 300) for (const [kind, count] of byKind) expect(count, kind).toBeGreaterThan(0);
});

test('a seed replays exactly', () => {
  const story = (seed: number) => runSchedule(seed, realMachines, true);
  for (const seed of [1, 2, 3]) expect(story(seed)).toEqual(story(seed));
  expect(story(1).story).not.toEqual(story(2).story);
});

/** What failed, how to see it again, and the end of its story. */
function explain({ seed }: Outcome): string {
  const { violation, story } = runSchedule(seed, realMachines, true);
  return [
    `seed ${seed}: ${violation}`,
    `replay: RESHAPR_SIM_SEED=${seed} npx vitest run --project unit test/simulation/schedules.test.ts`,
    ...story.slice(-40),
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(0)} s`;
}

/**
 * `npm run simulate -- [schedules] [--seconds n] [--from seed]` runs fault schedules on every core: a number of them
 * (20,000), and with `--seconds` more, as long as there is time. `-- --seed n` runs one and tells its story.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { realMachines } from '../test/simulation/world/machines.ts';
import { type Outcome, runSchedule } from '../test/simulation/world/schedule.ts';
import { count, emptySummary, type Summary, show, together } from '../test/simulation/world/summary.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '0' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    stripe: { type: 'string' },
  },
});
const schedules = Number(positionals[0] ?? 20_000);
const seconds = Number(values.seconds);
if (!Number.isInteger(schedules)) throw new Error(`'${positionals[0]}' is no number of schedules`);
const from = Number(values.from);
const cores = Math.max(1, availableParallelism());
/** Schedules between two reports of a worker. */
const batch = 250;
/** Schedules in one turn of the event loop. */
const turn = 10;

interface Report {
  readonly sum: Summary;
  readonly failed: Outcome | undefined;
}

if (values.seed !== undefined) tell(Number(values.seed));
else if (values.stripe !== undefined) await work(Number(values.stripe));
else await lead();

function tell(seed: number): void {
  const { story, violation } = runSchedule(seed, realMachines, true);
  console.log([...story, `seed ${seed}: ${violation ?? 'all came to rest'}`].join('\n'));
  process.exitCode = violation === undefined ? 0 : 1;
}

/**
 * Runs every nth seed, and reports after each batch. What weak references lead to is held until a turn of the event loop
 * ends: without one now and then, a worker fills its memory.
 */
async function work(stripe: number): Promise<void> {
  const sum = emptySummary();
  const until = performance.now() + 1_000 * seconds;
  for (let run = stripe; run < schedules || performance.now() < until; run += cores) {
    const outcome = runSchedule(from + run, realMachines);
    count(sum, outcome);
    const failed = outcome.violation === undefined ? undefined : outcome;
    if (failed !== undefined || sum.schedules % batch === 0) process.send?.({ sum, failed } satisfies Report);
    if (failed !== undefined) process.exit(1);
    if (sum.schedules % turn === 0) await setImmediate();
  }
  process.send?.({ sum, failed: undefined } satisfies Report);
  process.disconnect();
}

async function lead(): Promise<void> {
  const started = performance.now();
  const sums: Summary[] = Array.from({ length: cores }, emptySummary);
  let shownAt = started;
  const elapsed = (): string => `${Math.round((performance.now() - started) / 1_000)} s`;
  const failures = await Promise.all(
    sums.map(
      (_, stripe) =>
        new Promise<Outcome | undefined>((resolve, reject) => {
          const worker = fork(process.argv[1] as string, ['--stripe', `${stripe}`, ...process.argv.slice(2)]);
          let failure: Outcome | undefined;
          worker.on('message', ({ sum, failed }: Report) => {
            sums[stripe] = sum;
            failure ??= failed;
            if (performance.now() - shownAt < 5_000) return;
            shownAt = performance.now();
            console.log(`${together(sums).schedules} schedules, ${elapsed()}`);
          });
          worker.on('error', reject);
          worker.on('exit', (code) => {
            if (code !== 0 && failure === undefined) reject(new Error(`a worker ended with ${code}`));
            else resolve(failure);
          });
        }),
    ),
  );
  const failed = failures.filter((failure) => failure !== undefined);
  for (const { seed, violation } of failed)
    console.log(`seed ${seed}: ${violation}\n  npm run simulate -- --seed ${seed}`);
  const sum = together(sums);
  if (failed.length === 0) console.log(show(sum));
  console.log(`${sum.schedules} schedules on ${cores} cores in ${elapsed()}; ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

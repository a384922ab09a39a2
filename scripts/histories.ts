/**
 * `npm run histories -- [histories] [--from seed]` runs random histories of edits on every core (10,000 of them), and
 * prints what they consist of. `-- --seed n` runs one and tells its story.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { addCounts, type Counts, neverSeen, showCounts, tooRare } from '../test/histories/world/counts.ts';
import { type HistoryOutcome, runHistory } from '../test/histories/world/history.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string', default: '1' }, seed: { type: 'string' }, stripe: { type: 'string' } },
});
const histories = Number(positionals[0] ?? 10_000);
if (!Number.isInteger(histories)) throw new Error(`'${positionals[0]}' is no number of histories`);
const from = Number(values.from);
const cores = Math.max(1, availableParallelism());
/** Histories between two reports of a worker. */
const batch = 100;

interface Report {
  readonly done: number;
  readonly counts: Counts;
  readonly failed: HistoryOutcome | undefined;
}

if (values.seed !== undefined) tell(await runHistory(Number(values.seed)));
else if (values.stripe !== undefined) await work(Number(values.stripe));
else await lead();

function tell({ seed, story, violation }: HistoryOutcome): void {
  console.log([...story, `seed ${seed}: ${violation ?? 'every property held'}`].join('\n'));
  if (violation !== undefined) process.exitCode = 1;
}

/** Runs every nth seed, reports after each batch, and ends at the first one that fails. */
async function work(stripe: number): Promise<void> {
  const counts: Counts = {};
  let done = 0;
  let failed: HistoryOutcome | undefined;
  for (let run = stripe; run < histories && failed === undefined; run += cores) {
    const outcome = await runHistory(from + run);
    addCounts(counts, outcome.counts);
    done++;
    if (outcome.violation !== undefined) failed = outcome;
    if (done % batch === 0) process.send?.({ done, counts, failed } satisfies Report);
  }
  process.send?.({ done, counts, failed } satisfies Report);
  process.disconnect();
}

async function lead(): Promise<void> {
  const started = performance.now();
  const reports: (Report | undefined)[] = Array.from({ length: cores }, () => undefined);
  const done = (): number => reports.reduce((sum, report) => sum + (report?.done ?? 0), 0);
  const seconds = (): number => Math.round((performance.now() - started) / 1_000);
  let shownAt = started;
  const workers = reports.map(
    (_, stripe) =>
      new Promise<void>((resolve, reject) => {
        const worker = fork(process.argv[1] as string, ['--stripe', `${stripe}`, ...process.argv.slice(2)]);
        worker.on('message', (report: Report) => {
          reports[stripe] = report;
          if (performance.now() - shownAt < 5_000) return;
          shownAt = performance.now();
          console.log(`${done()} of ${histories} histories, ${seconds()} s`);
        });
        worker.on('error', reject);
        worker.on('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
        );
      }),
  );
  await Promise.all(workers);
  const counts: Counts = {};
  for (const report of reports) {
    addCounts(counts, report?.counts ?? {});
    if (report?.failed !== undefined) tell(report.failed);
  }
  console.log(`${showCounts(counts)}\n${done()} histories on ${cores} cores in ${seconds()} s`);
  const [rare, unseen] = [tooRare(counts), neverSeen(counts)];
  if (rare.length > 0) console.log(`less than 5 % of the edits: ${rare.join(', ')}`);
  if (unseen.length > 0) console.log(`no plan was blocked for: ${unseen.join(', ')}`);
  if (rare.length + unseen.length > 0) process.exitCode = 1;
}

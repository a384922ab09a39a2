/**
 * `npm run conformance`: the official suites against the product, and against an endpoint that runs with `--url <url>`.
 * `--runs <n>` runs them so often, each time against a product started anew, and fails when two runs differ; `--record`
 * records what came out, for the docs (`npm run generate`).
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { killAll } from '../e2e/support/processes.ts';
import { type Results, recordedResults, recordResults, resultsOf } from './results.ts';
import { runSet, type SetResult } from './run-set.ts';
import { serveTarget } from './serve-target.ts';
import { scenarioSets } from './sets.ts';
import { missingOracle } from './suites.ts';

const { values } = parseArgs({
  options: { url: { type: 'string' }, runs: { type: 'string', default: '1' }, record: { type: 'boolean' } },
});
const missing = missingOracle();
if (missing !== undefined) {
  console.error(`${missing} is missing: npm ci --prefix test/oracles --ignore-scripts`);
  process.exit(1);
}

// What fails on the way leaves no process behind.
process.on('exit', killAll);

async function runAll(): Promise<SetResult[]> {
  const target = values.url === undefined ? await serveTarget() : { url: values.url, stop: async () => {} };
  const results: SetResult[] = [];
  for (const set of scenarioSets) results.push(await runSet(target.url, set));
  await target.stop();
  return results;
}

const first = await runAll();
for (const { name, scenarios } of first) {
  const whole = scenarios.filter(({ failed }) => failed.length === 0).length;
  console.log(`\n${name}: ${whole} of ${scenarios.length} scenarios pass`);
  for (const { scenario, said } of scenarios) for (const line of said) console.log(`  ${scenario}: ${line}`);
}
const results = resultsOf(first);
if (values.record === true) await recordResults(results);
if (values.url === undefined && !compare(results, await recordedResults())) {
  console.error('\nthe results are not the recorded ones: --record records them');
  process.exitCode = 1;
}
for (let run = 2; run <= Number(values.runs); run++) {
  const same = compare(resultsOf(await runAll()), results);
  console.log(`run ${run}: ${same ? 'the same' : 'DIFFERS'}`);
  if (!same) process.exitCode = 1;
}

/** Are they the same? Prints what is not. */
function compare(found: Results, expected: Results): boolean {
  const differences = found.flatMap(({ set, scenarios }) => {
    const others = expected.find((other) => other.set === set)?.scenarios ?? {};
    const names = new Set([...Object.keys(scenarios), ...Object.keys(others)]);
    return [...names]
      .filter((name) => !isDeepStrictEqual(scenarios[name], others[name]))
      .map(
        (name) => `${set}, ${name}: ${JSON.stringify(scenarios[name])}, not ${JSON.stringify(others[name])}`,
      );
  });
  for (const difference of differences) console.error(`  ${difference}`);
  return differences.length === 0;
}

/**
 * `npm run conformance`: the official suites against the product, and against an endpoint that runs with `--url <url>`.
 * `--runs <n>` runs them so often, each time against a product started anew, and fails when two runs differ; `--record`
 * records what came out, for the docs (`npm run generate`).
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { recordedResults, recordResults, resultsOf } from './results.ts';
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
if (values.url === undefined && !isDeepStrictEqual(results, await recordedResults())) {
  console.error('\nthe results are not the recorded ones: --record records them');
  process.exitCode = 1;
}
for (let run = 2; run <= Number(values.runs); run++) {
  const again = await runAll();
  const same = isDeepStrictEqual(resultsOf(again), results);
  console.log(`run ${run}: ${same ? 'the same' : 'DIFFERS'}`);
  if (same) continue;
  for (const { scenarios } of again)
    for (const { said } of scenarios) for (const line of said) console.log(`  ${line}`);
  process.exitCode = 1;
}

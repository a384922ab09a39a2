import { afterAll, expect, it } from 'vitest';
import { killAll } from '../e2e/support/processes.ts';
import { reasons } from './reasons.ts';
import { recordedResults, resultsOf } from './results.ts';
import { runSet } from './run-set.ts';
import { serveTarget } from './serve-target.ts';
import { scenarioSets } from './sets.ts';
import { missingOracle } from './suites.ts';

afterAll(() => killAll());

/** The official conformance suites against the product: fixtures are manifests plus a backend. */
it.each(scenarioSets)('$name comes out as recorded', async (set) => {
  expect(missingOracle()).toBeUndefined();
  const target = await serveTarget();
  const result = await runSet(target.url, set);
  await target.stop();
  const recorded = (await recordedResults()).find((each) => each.set === set.name);
  expect(resultsOf([result])[0]?.scenarios, result.scenarios.flatMap(({ said }) => said).join('\n')).toEqual(
    recorded?.scenarios,
  );
});

it('names a reason for every scenario that fails, and for none that passes', async () => {
  const scenarios = (await recordedResults()).flatMap((set) => Object.entries(set.scenarios));
  const failing = new Set(scenarios.filter(([, { failed }]) => failed.length > 0).map(([name]) => name));
  expect([...failing].sort()).toEqual(Object.keys(reasons).sort());
});

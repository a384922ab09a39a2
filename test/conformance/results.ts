import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { SetResult } from './run-set.ts';

const resultsSchema = z.array(
  z.strictObject({
    set: z.string(),
    scenarios: z.record(
      z.string(),
      z.strictObject({ passed: z.number(), skipped: z.number(), failed: z.array(z.string()) }),
    ),
  }),
);

/** The results that are recorded: what the docs show, and what every run is compared with. */
export type Results = z.infer<typeof resultsSchema>;

const file = new URL('results.golden.json', import.meta.url);

export async function recordedResults(): Promise<Results> {
  return resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

export async function recordResults(results: Results): Promise<void> {
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** Without what differs from run to run. */
export function resultsOf(sets: readonly SetResult[]): Results {
  return sets.map(({ name, scenarios }) => ({
    set: name,
    scenarios: Object.fromEntries(
      scenarios.map(({ scenario, passed, skipped, failed }) => [
        scenario,
        { passed, skipped, failed: [...failed] },
      ]),
    ),
  }));
}

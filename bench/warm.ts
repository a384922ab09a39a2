import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { measured, program } from './support/measured-process.ts';
import { median, type Result, timed } from './support/result.ts';
import { withWritten } from './support/written-tree.ts';
import { generateXl } from './xl/generate.ts';

const rounds = 5;

/**
 * `reshapr validate` of a generated tree in a new process, after another one left its outcome in the cache: what is
 * left is to start, and to read and hash every file.
 */
export async function benchWarm(manifests: number): Promise<Result> {
  const texts = generateXl(manifests);
  const floors = { ms: [] as number[], processorMs: [] as number[] };
  const ours = { ms: [] as number[], processorMs: [] as number[] };
  const outcomes = await withWritten(texts, async (directory, cache) => {
    const validate = [program, 'validate', directory];
    const env = { XDG_CACHE_HOME: cache };
    measured(validate, env);
    for (let round = 0; round < rounds; round++) {
      const floor = await timed(() => Object.values(texts).map((text) => parse(text)));
      const usage = measured(validate, env);
      for (const of of ['ms', 'processorMs'] as const) {
        floors[of].push(floor[of]);
        ours[of].push(usage[of]);
      }
    }
    return readdirSync(join(cache, 'reshapr', 'outcomes')).length;
  });
  return {
    name: `warm validate of ${manifests} manifests in a new process`,
    unit: 'ms',
    ours: median(ours.ms),
    processor: median(ours.processorMs),
    floor: median(floors.ms),
    floorProcessor: median(floors.processorMs),
    floorIs: 'yaml.parse of the same bytes',
    counts: { files: Object.keys(texts).length, outcomes },
  };
}

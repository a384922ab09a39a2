import { fileURLToPath } from 'node:url';
import { measured, program, type Usage } from './support/measured-process.ts';
import { median, type Result } from './support/result.ts';
import { withWritten } from './support/written-tree.ts';
import { generateXl } from './xl/generate.ts';

const rounds = 3;

const lasting = fileURLToPath(new URL('memory/lasting.mjs', import.meta.url));

/** The most memory that a process holds: for one cold validate, and for compiles of one tree with a memo. */
export async function benchMemory(manifests: number): Promise<Result[]> {
  const texts = generateXl(manifests);
  const files = Object.keys(texts).length;
  return withWritten(texts, (directory) => {
    const runs = (args: readonly string[]): number =>
      median(Array.from({ length: rounds }, () => measured(args)).map(({ megabytes }: Usage) => megabytes));
    const floor = runs(['-e', '0']);
    const result = (what: string, args: readonly string[]): Result => ({
      name: `memory of ${what} of ${manifests} manifests`,
      unit: 'MB',
      ours: runs(args),
      floor,
      floorIs: 'a process that does nothing',
      counts: { files },
    });
    return [
      result('a cold validate', [program, 'validate', '--no-cache', directory]),
      result('two compiles with a memo', [lasting, directory]),
    ];
  });
}

import { parse } from 'yaml';
import { compile } from '../src/compiler/index.ts';
import { hasErrors, memoryTree } from '../src/kernel/index.ts';
import { median, type Result, timed } from './support/result.ts';
import { generateXl } from './xl/generate.ts';

const rounds = 3;

/**
 * A cold validate of a generated tree, every file parsed and every tool made, against a plain parse of the same
 * bytes by the `yaml` package.
 */
export async function benchValidate(manifests: number): Promise<Result> {
  const texts = generateXl(manifests);
  const tree = memoryTree(texts);
  const bytes = tree.files.reduce((sum, { size }) => sum + size, 0);
  const ours: number[] = [];
  const floor: number[] = [];
  let last: Awaited<ReturnType<typeof compile>> | undefined;
  for (let round = 0; round < rounds; round++) {
    floor.push((await timed(() => Object.values(texts).map((text) => parse(text)))).ms);
    const { ms, value } = await timed(() => compile(tree));
    if (hasErrors(value.diagnostics)) throw new Error(value.diagnostics[0]?.message);
    ours.push(ms);
    last = value;
  }
  return {
    name: `cold validate of ${manifests} manifests`,
    unit: 'ms',
    ours: median(ours),
    floor: median(floor),
    floorIs: 'yaml.parse of the same bytes',
    counts: {
      files: tree.files.length,
      bytes,
      ...last?.work,
      objects: last?.compiled?.snapshot.objects.length ?? 0,
    },
  };
}

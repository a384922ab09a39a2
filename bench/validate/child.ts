import { parse } from 'yaml';
import { hasErrors, memoryTree } from '../../src/kernel/index.ts';
import { median, type Result, timed } from '../support/result.ts';
import { generateXl } from '../xl/generate.ts';
import { built } from './built.ts';

const rounds = 3;

/** Compiles a generated tree, on one thread, and with another one that reads specs, as the command does. */
async function measure(manifests: number): Promise<Result[]> {
  const { compile } = await built<typeof import('../../src/compiler/index.ts')>('compiler/index.js');
  const { readAheadOn } = await built<typeof import('../../src/cli/spec-threads/read-ahead.ts')>(
    'cli/spec-threads/read-ahead.js',
  );
  const texts = generateXl(manifests);
  const tree = memoryTree(texts);
  const bytes = tree.files.reduce((sum, { size }) => sum + size, 0);
  const ways = [
    { name: 'on one thread', options: {}, ours: [] as number[], counts: {} },
    { name: 'on two threads', options: { readAhead: readAheadOn(1) }, ours: [] as number[], counts: {} },
  ];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push((await timed(() => Object.values(texts).map((text) => parse(text)))).ms);
    for (const way of ways) {
      const { ms, value } = await timed(() => compile(tree, way.options));
      if (hasErrors(value.diagnostics)) throw new Error(value.diagnostics[0]?.message);
      way.ours.push(ms);
      way.counts = {
        files: tree.files.length,
        bytes,
        ...value.work,
        objects: value.compiled?.snapshot.objects.length ?? 0,
      };
    }
  }
  return ways.map(({ name, ours, counts }) => ({
    name: `cold validate of ${manifests} manifests, ${name}`,
    unit: 'ms',
    ours: median(ours),
    floor: median(floor),
    floorIs: 'yaml.parse of the same bytes',
    counts,
  }));
}

process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]))));
process.exit();

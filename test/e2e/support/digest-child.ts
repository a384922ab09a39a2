/** Compiles a generated tree with its files listed in the orders that seeds give, and prints what came of each. */
import { generateXl } from '../../../bench/xl/generate.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';

for (const seed of process.argv.slice(2).map(Number)) {
  const tree = memoryTree(generateXl(80));
  const files = tree.files
    .map((file, at) => ({ file, order: Math.imul(at + 1, seed) >>> 0 }))
    .sort((a, b) => a.order - b.order)
    .map(({ file }) => file);
  const { compiled, diagnostics } = await compile({ ...tree, files });
  console.log(compiled?.snapshot.digest, compiled?.provenance.digest, JSON.stringify(diagnostics));
}

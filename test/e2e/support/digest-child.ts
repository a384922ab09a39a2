/** Compiles a generated tree with its files listed in the order that a seed gives, and prints what came of it. */
import { generateXl } from '../../../bench/xl/generate.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';

const seed = Number(process.argv[2]);
const tree = memoryTree(generateXl(80));
const files = tree.files
  .map((file, at) => ({ file, order: Math.imul(at + 1, seed) >>> 0 }))
  .sort((a, b) => a.order - b.order)
  .map(({ file }) => file);
const { compiled, diagnostics } = await compile({ ...tree, files });
console.log(compiled?.snapshot.digest, compiled?.provenance.digest, JSON.stringify(diagnostics));

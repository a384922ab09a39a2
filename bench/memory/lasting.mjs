/** Compiles a directory twice with one memo, as `reshapr dev` does at its start and after a save. */
import { compile, memoryMemo } from '../../dist/compiler/index.js';
import { directoryTree, statCache } from '../../dist/source/index.js';

const [directory] = process.argv.slice(2);
const cache = statCache();
const memo = memoryMemo();
for (let round = 0; round < 2; round++) {
  const { compiled } = await compile(await directoryTree(directory, { cache }), { memo });
  if (compiled === undefined) throw new Error('does not compile');
}

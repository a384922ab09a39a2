import { expect, it } from 'vitest';
import { generateXl } from '../../bench/xl/generate.ts';
import { compile, memoryMemo } from '../../src/compiler/index.ts';
import { memoryTree } from '../../src/kernel/index.ts';

it('a compile that keeps nothing for another one has the same result and does the same work', async () => {
  const tree = memoryTree(generateXl(80));
  expect(await compile(tree)).toEqual(await compile(tree, { memo: memoryMemo() }));
});

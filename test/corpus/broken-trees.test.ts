import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { type Diagnostic, type JsonObject, memoryTree } from '../../src/kernel/index.ts';
import { treeOf } from '../compiler/broken-trees/base-tree.ts';
import { excerptOf } from '../compiler/broken-trees/excerpt.ts';
import { type Expected, placesOf, type Texts } from '../compiler/broken-trees/mutation.ts';
import { randomOf } from '../compiler/broken-trees/random.ts';
import { type BrokenTree, brokenTrees } from '../compiler/broken-trees/trees.ts';
import { placeOf } from '../compiler/support/small-tree.ts';

/** Real specs of which excerpts are broken. */
const specs = ['api.github.com', 'ghec', 'ghes-3.19'] as const;
const trees = brokenTrees(specs.length).map((tree) => ({ ...tree, spec: specs[tree.spec] ?? '' }));

let read: Readonly<Record<string, JsonObject>>;

beforeAll(async () => {
  const folder = 'test/oracles/node_modules/@octokit/openapi/generated';
  const texts = specs.map(async (name) => [
    name,
    JSON.parse(await readFile(`${folder}/${name}.json`, 'utf8')),
  ]);
  read = Object.fromEntries(await Promise.all(texts));
});

function broken({ spec, seed, mutations }: (typeof trees)[number]): { texts: Texts; expected: Expected[] } {
  const random = randomOf(seed);
  let texts = treeOf(excerptOf(read[spec] as JsonObject, 5, random));
  const expected: Expected[] = [];
  for (const mutation of mutations) {
    const mutated = mutation(texts, random);
    texts = mutated.texts;
    expected.push(...mutated.expected);
  }
  return { texts, expected };
}

describe('an excerpt of a real spec', () => {
  it.each(trees)('$spec with $seed: $name', async (tree) => {
    const { texts, expected } = broken(tree);
    const codes = new Set(expected.map(({ code }) => code));
    const counts = ({ severity, code }: Diagnostic): boolean => severity !== 'info' || codes.has(code);
    const { diagnostics } = await compile(memoryTree(texts));
    expect(diagnostics.filter(counts).map(placeOf).sort()).toEqual(placesOf(texts, expected).sort());
  });

  it.each(specs)('%s is without an error and a warning before', async (spec) => {
    const seeds = trees.filter((tree) => tree.spec === spec).map(({ seed }) => seed);
    for (const seed of new Set(seeds)) {
      const { diagnostics } = await compile(
        memoryTree(treeOf(excerptOf(read[spec] as JsonObject, 5, randomOf(seed)))),
      );
      expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});

it('there are at least fifty, each with a name and a seed of its own', () => {
  const names = trees.map(
    ({ spec, seed, name }: Pick<BrokenTree, 'seed' | 'name'> & { spec: string }) => `${spec} ${seed} ${name}`,
  );
  expect(new Set(names).size).toBe(trees.length);
  expect(trees.length).toBeGreaterThanOrEqual(50);
});

import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { type Diagnostic, memoryTree } from '../../src/kernel/index.ts';
import { treeAround } from '../compiler/broken-trees/base-tree.ts';
import { mark, unmarked } from '../compiler/broken-trees/marks.ts';
import type { Texts } from '../compiler/broken-trees/mutation.ts';
import { randomOf } from '../compiler/broken-trees/random.ts';
import { type RealSpec, realSpecs, realTrees } from '../compiler/broken-trees/real-trees.ts';
import { placeOf } from '../compiler/support/small-tree.ts';
import { readSpec } from './read-spec.ts';

/** A tree around a spec as it is published, with a mark where it gets a finding already. */
function published(spec: RealSpec): Texts {
  const { package: name, files, root, imports = [] } = spec;
  const texts = files.map(
    (path) => [path.slice(root.length), readSpec({ package: name, path }).text] as const,
  );
  const [[main, text] = ['', '']] = texts;
  const comments = imports.map((file) => `# import "${file}"\n`).join('');
  const marked = spec.already.reduce((next, [code, at, which]) => {
    const parts = next.split(at);
    if (parts.length < which + 2) throw new Error(`${main} has no ${at}`);
    const before = parts.slice(0, which + 1).join(at);
    return before + mark(code) + next.slice(before.length);
  }, comments + text);
  return treeAround(spec.service, main, { ...Object.fromEntries(texts), [main]: marked });
}

/** What is found that matters: errors, warnings, and remarks of a kind that is expected. */
async function found(texts: Texts, expected: readonly string[]): Promise<string[]> {
  const codes = new Set(expected.map((place) => place.slice(0, place.indexOf(' '))));
  const counts = ({ severity, code }: Diagnostic): boolean => severity !== 'info' || codes.has(code);
  const { diagnostics } = await compile(memoryTree(texts));
  return diagnostics.filter(counts).map(placeOf).sort();
}

it.each(Object.entries<RealSpec>(realSpecs))('%s as it is published', async (_name, spec) => {
  const { texts, places } = unmarked(published(spec));
  expect(places.length).toBe(spec.already.length);
  expect(await found(texts, places)).toEqual(places);
});

describe('a real spec with several mistakes, all found in one run', () => {
  it.each(realTrees.map(([name, mistakes], index) => ({ name, mistakes, seed: 7000 + index })))(
    '$name, seed $seed',
    async ({ name, mistakes, seed }) => {
      const random = randomOf(seed);
      const marked = mistakes.reduce((texts, mistake) => mistake(texts, random), published(realSpecs[name]));
      const { texts, places } = unmarked(marked);
      expect(places.length).toBe(realSpecs[name].already.length + mistakes.length);
      expect(await found(texts, places)).toEqual(places);
    },
  );
});

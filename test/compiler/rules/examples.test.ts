import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../../src/compiler/index.ts';
import { compileSmall } from '../support/small-tree.ts';

const rules = ruleCatalogue();
const codeOf = ({ code }: { readonly code: string }): string => code;

it.each(rules)('$name: the bad example has this finding, the good one has none', async (rule) => {
  const { diagnostics } = await compileSmall(rule.bad);
  expect(diagnostics.map(codeOf)).toEqual([rule.code]);
  expect(Object.keys(rule.bad)).toContain(diagnostics[0]?.file);
  expect((await compileSmall(rule.good)).diagnostics).toEqual([]);
});

it('every rule is a file of its own, by its name, and codes are in order', () => {
  const files = readdirSync('src/compiler/rules', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/'))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  for (const { name } of rules) expect(files).toContain(`${name}.ts`);
  expect(rules.map(codeOf)).toEqual([...new Set(rules.map(codeOf))].sort());
});

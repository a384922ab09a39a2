import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleCatalogue } from '../../../src/compiler/index.ts';
import type { Diagnostic } from '../../../src/kernel/index.ts';
import { compileSmall, type Files, manifest } from '../support/small-tree.ts';

const rules = ruleCatalogue();
const codeOf = ({ code }: { readonly code: string }): string => code;

/** The tools of the small tree say little: only the rule that is shown may say so. */
function silencedBut(shown: string): Files {
  const off = ['RSH6060', 'RSH6062', 'RSH6065'].filter((code) => code !== shown);
  const severities = off.map((code) => `${code}: off`).join(', ');
  return {
    'reshapr.yaml': manifest('Project', 'shop', `organization: acme\nrules: { ${severities} }`),
  };
}

it.each(rules)('$name: the bad example has this finding, the good one has none', async (rule) => {
  const found = async (files: Files): Promise<Diagnostic[]> =>
    (await compileSmall({ ...silencedBut(rule.code), ...files })).diagnostics.filter(
      ({ code }) => !rule.also.includes(code),
    );
  const bad = await found(rule.bad);
  expect(bad.map(codeOf)).toEqual([rule.code]);
  expect(bad[0]?.severity).toBe(rule.severity);
  expect(Object.keys(rule.bad)).toContain(bad[0]?.file);
  expect(await found(rule.good)).toEqual([]);
});

it('every rule is a file of its own, by its name, and codes are in order', () => {
  const files = readdirSync('src/compiler/rules', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/'))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  for (const { name } of rules) expect(files).toContain(`${name}.ts`);
  expect(rules.map(codeOf)).toEqual([...new Set(rules.map(codeOf))].sort());
});

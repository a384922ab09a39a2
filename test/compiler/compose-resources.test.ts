import { expect, it } from 'vitest';
import { compileSmall } from './support/small-tree.ts';

it('compares thousands of templates and resources in bounded work', async () => {
  const head = 'apiVersion: reshapr.io/v1alpha1\nkind: Resources\nservice: { name: Orders, version: "1" }\n';
  const lines = (count: number, uri: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => `  "${uri(index)}": { name: r, text: x }\n`).join('');
  const { diagnostics, compiled } = await compileSmall({
    'r.yaml': `${head}resourceTemplates:\n${lines(3000, (index) => `a://{x}-${index}-{y}`)}resources:\n${lines(3000, (index) => `a://${index}`)}`,
  });
  expect(compiled).toBeDefined();
  // The first pairs are compared, and all of these overlap.
  expect(diagnostics.some(({ code }) => code === 'RSH5032')).toBe(true);
});

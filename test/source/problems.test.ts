import { expect, test } from 'vitest';
import { sourceProblems } from '../../src/source/index.ts';

test('problems of sources have codes of their own, a title and help', () => {
  const codes = sourceProblems.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, title, help } of sourceProblems) {
    expect(code).toMatch(/^RSH71\d\d$/);
    expect(title).toMatch(/^[A-Zg].*[^.]$/);
    expect(help).toMatch(/\.$/);
  }
});

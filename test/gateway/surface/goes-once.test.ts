import { expect, it } from 'vitest';
import { goesOnce } from '../../../src/gateway/surface/goes-once.ts';

it.each<[pattern: string, goesOnce: boolean]>([
  ['^o-[0-9]+$', true],
  ['^[a-z0-9_-]{1,64}$', true],
  ['^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}$', true],
  ['^\\\\d{4}-\\\\d{2}$'.replaceAll('\\\\', '\\'), true],
  ['^[^\\s@]+x$'.replaceAll('\\\\', '\\'), true],
  ['^.*$', true],
  ['^$', true],
  ['[0-9]+', false],
  ['^(a+)+$', false],
  ['^a+a+$', false],
  ['^.*x.*$', false],
  ['^(a|b)$', false],
  ['^a|b$', false],
  ['^[a]{2,}b{3,}$', false],
  ['^(?=a)', false],
  ['^a?b$', true],
  ['^a?a?$', false],
  ['^a?b{2,}$', false],
  ['^[a]{1,9}[a]{1,9}$', false],
  ['^a{2}b{1,9}c{3}$', true],
  [`^${'a'.repeat(300)}$`, false],
])('%s: %s', (pattern, expected) => {
  expect(() => new RegExp(pattern, 'u')).not.toThrow();
  expect(goesOnce(pattern)).toBe(expected);
});

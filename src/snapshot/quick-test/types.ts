import type { Json } from '../../kernel/index.ts';
import type { Test } from './quick-test.ts';

const tests: Readonly<Record<string, Test>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => typeof value === 'number' && value % 1 === 0,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** `type`: one, or one of several; one that is not known is never met. */
export function typeTest(type: Json | undefined): Test[] {
  if (type === undefined) return [];
  const named = [type].flat().map((name) => (typeof name === 'string' && tests[name]) || (() => false));
  const [only] = named;
  return named.length === 1 && only ? [only] : [(value) => named.some((test) => test(value))];
}

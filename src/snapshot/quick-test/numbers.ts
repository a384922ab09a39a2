import type { JsonObject } from '../../kernel/index.ts';
import type { Test } from './quick-test.ts';

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  minimum: (value, limit) => value >= limit,
  maximum: (value, limit) => value <= limit,
  exclusiveMinimum: (value, limit) => value > limit,
  exclusiveMaximum: (value, limit) => value < limit,
};

/** Limits of numbers; all else passes. */
export function numberTests(schema: JsonObject): Test[] {
  return Object.entries(comparisons).flatMap(([keyword, holds]) => {
    const limit = schema[keyword];
    if (typeof limit !== 'number') return [];
    return [(value: unknown) => typeof value !== 'number' || holds(value, limit)];
  });
}

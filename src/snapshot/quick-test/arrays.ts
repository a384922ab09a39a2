import { deepCompareStrict } from '@cfworker/json-schema';
import type { JsonObject } from '../../kernel/index.ts';
import type { Make, Test } from './quick-test.ts';

/** Items and how many there may be; all that is no array passes. */
export function arrayTests({ items, minItems, maxItems, uniqueItems }: JsonObject, make: Make): Test[] {
  const tests: ((list: readonly unknown[]) => boolean)[] = [];
  if (typeof minItems === 'number') tests.push((list) => list.length >= minItems);
  if (typeof maxItems === 'number') tests.push((list) => list.length <= maxItems);
  if (uniqueItems === true) tests.push(isUnique);
  if (items !== undefined) {
    const item = make(items);
    tests.push((list) => {
      for (const each of list) if (!item(each)) return false;
      return true;
    });
  }
  return tests.map((test) => (value) => !Array.isArray(value) || test(value));
}

/** Whether no two are equal. Only objects and lists have to be compared one by one. */
function isUnique(list: readonly unknown[]): boolean {
  const compound = list.filter((each) => typeof each === 'object' && each !== null);
  const plain = new Set(list.filter((each) => typeof each !== 'object' || each === null));
  if (plain.size + compound.length < list.length) return false;
  return compound.every((each, index) =>
    compound.slice(index + 1).every((other) => !deepCompareStrict(each, other)),
  );
}

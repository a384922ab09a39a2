import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRuns, type Runs } from '../../src/compiler/runs.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);
const kept = (before: Runs<number>, after: Runs<number>): number =>
  after.filter((run) => before.includes(run)).length;

describe('runs of a list', () => {
  const items = numbers(0, 1000);
  const before = inRuns(items, []);

  it('are the same as before where nothing changed', () => {
    expect(inRuns([...items], before)).toBe(before);
  });

  it.each<[string, number[]]>([
    ['an item is another one', items.with(500, -1)],
    ['an item is more', items.toSpliced(500, 0, -1)],
    ['an item is less', items.toSpliced(500, 1)],
    ['the first is less', items.slice(1)],
    ['one is before the first', [-1, ...items]],
    ['one is after the last', [...items, -1]],
  ])('all but one are the same where %s', (_, after) => {
    expect(kept(before, inRuns(after, before))).toBeGreaterThanOrEqual(before.length - 1);
  });

  it('hold every item once, in order, and stay of a size, whatever happened before', () => {
    const change = fc.record({ at: fc.nat(1200), less: fc.nat(200), more: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let list = numbers(0, 1000);
        let runs = inRuns(list, []);
        let next = 1000;
        for (const { at, less, more } of changes) {
          list = list.toSpliced(at, less, ...numbers(next, next + more));
          next += more;
          const old = runs;
          runs = inRuns(list, old);
          expect(runs.flat()).toEqual(list);
          expect(runs.length).toBeLessThanOrEqual(1 + list.length / 8);
          expect(runs.every(({ length }) => length > 0 && length <= 64)).toBe(true);
          expect(old.length - kept(old, runs)).toBeLessThanOrEqual(Math.ceil(less / 8) + 2 + old.length / 8);
        }
      }),
    );
  });
});

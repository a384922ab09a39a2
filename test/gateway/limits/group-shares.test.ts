import { expect, it } from 'vitest';
import { groupShares } from '../../../src/gateway/limits/group-shares.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';

type Told = readonly [sizes: Record<string, number>, isFirst: boolean];

it.each<[string, readonly Told[], number]>([
  ['nothing is said', [], 1],
  ['it is said at first', [[{ g: 3 }, true]], 3],
  [
    'a beat says otherwise',
    [
      [{ g: 3 }, true],
      [{ g: 2 }, false],
    ],
    2,
  ],
  [
    'a control plane that came back counts too few',
    [
      [{ g: 3 }, false],
      [{ g: 1 }, true],
    ],
    3,
  ],
  [
    'and says so until its next answer',
    [
      [{ g: 3 }, false],
      [{ g: 1 }, true],
      [{ g: 1 }, false],
    ],
    1,
  ],
  ['it counts nobody', [[{ g: 0 }, false]], 1],
  [
    'it says nothing of the group any more',
    [
      [{ g: 3 }, false],
      [{ h: 2 }, false],
    ],
    1,
  ],
])('limits of a group are divided when %s', (_, told, expected) => {
  const shares = groupShares(silentMetrics);
  for (const [sizes, isFirst] of told) shares.told(sizes, isFirst);
  expect(shares.of('g')).toBe(expected);
});

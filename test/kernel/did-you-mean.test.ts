import { expect, it } from 'vitest';
import { didYouMean } from '../../src/kernel/index.ts';

it.each<[string, string[], string | undefined]>([
  ['gatewayGruop', ['gatewayGroup', 'service'], "did you mean 'gatewayGroup'?"],
  ['ORDERS', ['orders'], "did you mean 'orders'?"],
  ['cat', ['bat', 'hat', 'dog'], "did you mean 'bat' or 'hat'?"],
  ['ab', ['aa', 'ac', 'ad', 'ae'], "did you mean 'aa', 'ac' or 'ad'?"],
  ['orders', ['bookings'], undefined],
  ['orders', [], undefined],
  ['', ['a'], "did you mean 'a'?"],
])('%s among %j: %s', (name, candidates, expected) => {
  expect(didYouMean(name, candidates)).toBe(expected);
  expect(didYouMean(name, candidates.toReversed())).toBe(expected);
});

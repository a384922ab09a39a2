import { expect, it } from 'vitest';
import { groupSizes } from '../../../src/reconciler/fleet/group-sizes.ts';
import type { PeerState } from '../../../src/wire/index.ts';

const live = (...groups: string[]): PeerState => ({ stream: 1, facts: { groups } }) as unknown as PeerState;
const away = (...groups: string[]): PeerState =>
  ({ stream: null, facts: { groups } }) as unknown as PeerState;

it.each<[string, [PeerState | null, PeerState | null][], number, number]>([
  ['nobody', [], 0, 0],
  [
    'who came',
    [
      [null, live('a', 'b')],
      [null, live('a')],
    ],
    2,
    1,
  ],
  [
    'who stayed, once',
    [
      [null, live('a')],
      [live('a'), live('a')],
    ],
    1,
    0,
  ],
  [
    'who lost their stream no more',
    [
      [null, live('a')],
      [live('a'), away('a')],
    ],
    0,
    0,
  ],
  [
    'who came back',
    [
      [null, live('a')],
      [live('a'), away('a')],
      [away('a'), live('a')],
    ],
    1,
    0,
  ],
  [
    'who was sent away no more',
    [
      [null, live('a')],
      [live('a'), null],
    ],
    0,
    0,
  ],
  [
    'who is in another group now',
    [
      [null, live('a')],
      [live('a'), live('b')],
    ],
    0,
    1,
  ],
])('groups count %s', (_, moves, a, b) => {
  const sizes = groupSizes();
  for (const [before, after] of moves) sizes.moved('acme', before, after);
  sizes.moved('other', null, live('a', 'b'));
  expect(sizes.of('acme', ['a', 'b'])).toEqual({ a, b });
});

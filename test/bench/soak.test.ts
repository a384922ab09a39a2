import { expect, it } from 'vitest';
import { soak } from '../../scripts/soak/soak.ts';

it('a gateway that was used in every way holds as many sockets and handles as before', async () => {
  const { early, late, done, surprises } = await soak(0.1, () => undefined);
  expect(surprises).toEqual([]);
  // The heap says nothing in so short a time.
  expect([late.sockets, late.handles]).toEqual([early.sockets, early.handles]);
  expect(Object.keys(done)).toHaveLength(9);
}, 120_000);

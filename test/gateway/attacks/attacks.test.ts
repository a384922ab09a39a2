import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classes } from './classes/index.ts';

/**
 * What attackers try, one table for each class. That it is the defences which refuse it is shown by `test/e2e/attacks`: there
 * they are switched off. Token confusion and session fixation have tables of their own in `test/gateway/access`.
 */
describe.each(Object.entries(classes))('%s', (_, { attacks, open, together }) => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world?.close());

  const kind = together === true ? it.concurrent : it;
  kind.each(attacks.map((attack) => [attack.what, attack] as const))(
    '%s',
    async (_what, { attempt, expected }) => {
      expect(await attempt(world)).toBe(expected);
    },
  );

  it('there are eight and more', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(8);
  });
});

import { describe, expect, it } from 'vitest';
import { classes } from '../gateway/attacks/classes/index.ts';
import { undefended } from '../gateway/attacks/support/undefended.ts';

/** The attacks of `test/gateway/attacks` against gateways whose defences are switched off in their source. */
describe('without its defences a gateway does not stand up to', () => {
  it.each(Object.entries(classes))(
    '%s',
    async (name, of) => {
      const outcomes = await undefended(name, of);
      const ours = of.attacks.filter(({ notOurs }) => notOurs !== true);
      const refused = ours.filter(({ what, expected }) => outcomes.get(what) === expected);
      expect(refused.map(({ what }) => what)).toEqual([]);
      expect(ours.length).toBeGreaterThanOrEqual(8);
    },
    180_000,
  );
});

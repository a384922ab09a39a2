import { expect, it } from 'vitest';
import { fuzz } from '../fuzz/fuzz.ts';

const inputs = Number(process.env['RESHAPR_FUZZ_INPUTS'] ?? 20);

it('whatever the bytes, the compiler answers, within 2 s and 256 MB', {
  timeout: 120_000 + inputs * 2_000,
}, async () => {
  // On a busy machine the processor's time says little: it is measured by the long run, `npm run fuzz`.
  const { failures } = await fuzz({ first: 1, inputs, limit: Number.POSITIVE_INFINITY });
  expect(failures).toEqual([]);
});

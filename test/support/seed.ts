import fc from 'fast-check';

/**
 * In CI properties draw the same values each time, so that a change is judged by what it changes; everywhere else
 * they draw anew. `RESHAPR_SEED` chooses.
 */
const { RESHAPR_SEED: chosen, CI: ci } = process.env;
const seed = chosen ?? (ci === undefined ? undefined : '20261121');
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

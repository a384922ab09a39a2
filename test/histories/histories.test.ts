import { expect, it } from 'vitest';
import { addCounts, type Counts, tooRare } from './world/counts.ts';
import { runHistory } from './world/history.ts';

/** CI runs 10,000 of them by `npm run histories`, on every core. */
const histories = Number(process.env['RESHAPR_HISTORIES'] ?? 40);

it(`${histories} histories of edits come to what their trees say, and remove nothing else`, async () => {
  const counts: Counts = {};
  for (let seed = 1; seed <= histories; seed++) {
    const { violation, story, counts: own } = await runHistory(seed);
    expect(violation === undefined ? [] : [`seed ${seed}`, ...story, violation]).toEqual([]);
    addCounts(counts, own);
  }
  // A few histories need not have everything.
  if (histories >= 500) expect(tooRare(counts)).toEqual([]);
}, 600_000);

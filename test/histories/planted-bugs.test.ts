import { expect, it } from 'vitest';
import { bugs } from './planted/bugs.ts';
import { runHistory } from './world/history.ts';

/** Each planted bug has to show in one of so many histories, all of which hold without. */
const histories = 150;

it.each(bugs)('$name is caught', async (bug) => {
  for (let seed = 1; seed <= histories; seed++) {
    const { violation } = await runHistory(seed, bug);
    if (violation === undefined) continue;
    expect((await runHistory(seed)).violation).toBeUndefined();
    return;
  }
  expect.fail(`not in ${histories} histories`);
});

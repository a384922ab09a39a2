import { expect, it } from 'vitest';
import { renderCells } from '../../bench/calls/verdicts.ts';
import { benchCalls } from '../../bench/calls.ts';
import { benchFleet } from '../../bench/fleet.ts';
import { benchReconnect } from '../../bench/reconnect.ts';
import { type Result, render } from '../../bench/support/result.ts';
import { benchSwap } from '../../bench/swap.ts';
import { benchValidate } from '../../bench/validate.ts';
import { benchWarm } from '../../bench/warm.ts';

/** The benchmarks, small: what they count holds at every size, and is all that is asserted. */
const cases = [
  {
    run: () => benchValidate(200),
    counts: { files: 221, filesParsed: 221, specsImported: 20, servicesSealed: 20, expositionsComposed: 60 },
  },
  { run: () => benchWarm(200), counts: { files: 221, outcomes: 1 } },
  {
    run: async () => (await benchFleet(20))[0] as Result,
    counts: { gateways: 20, transactions: 20, objectsSent: 20, active: 20 },
  },
  {
    run: () => benchReconnect(20),
    counts: { gateways: 20, synced: 20, transactions: 0, objectsSent: 0 },
  },
  { run: () => benchSwap(1_500), counts: { tools: 1_500, toolsBuilt: 1_490, surfacesBuilt: 1 } },
];

it.each(cases)('does exactly the work that it should: $counts', async ({ run, counts }) => {
  for (const result of [await run()].flat()) {
    console.log(render(result));
    expect(result.counts).toMatchObject(counts);
  }
});

it('makes one request of the backend for each call', async () => {
  const { cells, verdicts, counts } = await benchCalls(200, false);
  console.log([renderCells(cells), ...verdicts].join('\n'));
  // Three subjects of 200 calls and two of 20: once before, and in three rounds at 1 and at 16 connections.
  expect(counts).toEqual({ calls: 640 * 7, backendRequests: 640 * 7 });
  expect(cells).toHaveLength(12);
});

/**
 * `npm run bench`: every benchmark. `npm run bench -- <name> [size]`: one of them, at another size. Of a fleet,
 * `--rounds` says how often, and `--disks` where the gateways keep their state.
 */
import { parseArgs } from 'node:util';
import { renderCells } from './calls/verdicts.ts';
import { benchCalls } from './calls.ts';
import { benchEdit } from './edit.ts';
import { benchFleet } from './fleet.ts';
import { benchMemory } from './memory.ts';
import { benchReconnect } from './reconnect.ts';
import { type Result, render } from './support/result.ts';
import { benchSwap } from './swap.ts';
import { benchValidate } from './validate.ts';
import { benchWarm } from './warm.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '21' },
    disks: { type: 'string' },
    'no-peers': { type: 'boolean' },
  },
});

const benchmarks: Record<
  string,
  { readonly size: number; run(size: number): Promise<Result | readonly Result[]> }
> = {
  validate: { size: 10_000, run: benchValidate },
  warm: { size: 10_000, run: benchWarm },
  edit: { size: 10_000, run: benchEdit },
  memory: { size: 10_000, run: benchMemory },
  fleet: { size: 1_000, run: (size) => benchFleet(size, Number(values.rounds), values.disks) },
  reconnect: { size: 5_000, run: (size) => benchReconnect(size, values.disks) },
  swap: { size: 10_000, run: benchSwap },
};

const [wanted, size] = positionals;
if (wanted === undefined || wanted === 'calls') {
  const { cells, verdicts, counts } = await benchCalls(Number(size ?? 20_000), !values['no-peers']);
  console.log(
    `${renderCells(cells)}\n${verdicts.join('\n')}\ncalls ${counts.calls}, backend requests ${counts.backendRequests}`,
  );
}
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (wanted !== undefined && wanted !== name) continue;
  const results = [await benchmark.run(Number(size ?? benchmark.size))].flat();
  for (const result of results) console.log(render(result));
}
process.exit();

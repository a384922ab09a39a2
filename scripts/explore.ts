/**
 * `npm run explore -- [faults] [--all]` visits every state of the protocol of two control planes and two gateways, one
 * scope of `test/simulation/exploration/scopes.ts` after the other on each core, with so many faults (1) in each run;
 * with `--all` also the large ones, with `--scope <index>` that one only.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Exploration, explore } from '../test/simulation/exploration/explore.ts';
import { scopes } from '../test/simulation/exploration/scopes.ts';
import { realMachines } from '../test/simulation/world/machines.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, scope: { type: 'string' } },
});
const faults = positionals[0] ?? '1';

/** Megabytes that a scope may take; only the large ones come near. */
const heapMb = 14 * 1024;

const only = values.scope;

if (only !== undefined && process.send !== undefined) work(Number(only));
else await lead();

function work(index: number): void {
  const scope = scopes[index];
  if (scope === undefined) throw new Error(`there is no scope ${index}`);
  const tell = (states: number, waiting: number): void =>
    console.error(`  ${scope.name}: ${states} states so far, ${waiting} to look at`);
  const onProgress = scope.isLarge === true ? tell : undefined;
  process.send?.(explore(scope, scope.most ?? Number(faults), realMachines, onProgress));
  process.disconnect();
}

async function lead(): Promise<void> {
  const started = performance.now();
  const waiting =
    only === undefined
      ? [...scopes.keys()].filter((index) => values.all || scopes[index]?.isLarge !== true)
      : [Number(only)];
  const sums = { states: 0, steps: 0, broken: 0 };
  const seconds = (): string => `${Math.round((performance.now() - started) / 1_000)} s`;
  async function take(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { states, steps, depth, converged, violation } = await inProcess(next);
      sums.states += states;
      sums.steps += steps;
      console.log(
        `${scopes[next]?.name}: ${states} states, ${steps} steps, ${converged} at rest, found after at most ${depth} steps (${seconds()})`,
      );
      if (violation === undefined) continue;
      sums.broken++;
      console.log([`  ${violation.message}:`, ...violation.trace.map((line) => `    ${line}`)].join('\n'));
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, take));
  console.log(`${sums.states} states and ${sums.steps} steps in ${seconds()}; all were visited`);
  process.exitCode = sums.broken === 0 ? 0 : 1;
}

function inProcess(index: number): Promise<Exploration> {
  return new Promise((resolve, reject) => {
    const execArgv = [...process.execArgv, `--max-old-space-size=${heapMb}`];
    const worker = fork(process.argv[1] as string, [faults, '--scope', String(index)], { execArgv });
    let found: Exploration | undefined;
    worker.on('message', (exploration: Exploration) => {
      found = exploration;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (found !== undefined) resolve(found);
      else reject(new Error(`the exploration of ${scopes[index]?.name} ended with ${code}`));
    });
  });
}

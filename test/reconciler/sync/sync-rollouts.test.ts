import { afterEach, beforeEach, expect, it } from 'vitest';
import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree, silentLog } from '../../../src/kernel/index.ts';
import { type SyncedSource, syncSource } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { type BenchGateway, moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

/** A source that is synced from git, and one gateway that rejects `/bad` for good, and `/slow` when it is released. */
let bench: StreamBench;
let gateway: BenchGateway;
let stop: AbortController;
let running: Promise<void>;
let at: string;
let release: () => void;

const tree = (path: string, id = 'shop') => ({
  'reshapr.yaml': project(id),
  'groups.yaml': group(id, { env: 'dev' }),
  'orders.yaml': offered(id, 'http://backend.invalid', id),
  [`specs/${id}.yaml`]: openApi(id, { [path]: 'Something.' }),
});

const rejected = {
  type: 'rejected',
  permanent: true,
  findings: [{ kind: 'tool', name: 'get_bad', code: 'bad', severity: 'error', message: 'it is bad' }],
} as const;

const source: SyncedSource = {
  address: 'git.example/shop',
  author: 'git sync',
  poll: () => Promise.resolve(at),
  compile: async (path) => {
    const { compiled } = await compile(memoryTree(tree(path)));
    if (compiled === undefined) throw new Error('it does not compile');
    return { head: compiledHead(compiled) };
  },
  commitOf: (path) => path,
};

beforeEach(async () => {
  bench = await openStreamBench();
  gateway = await bench.gateway('gw', {
    answer: ({ entries }) => {
      const names = [...entries.keys()].join(' ');
      if (names.includes('/get_bad')) return Promise.resolve(rejected);
      if (!names.includes('/get_slow')) return undefined;
      return new Promise((resolve) => {
        release = () => resolve(rejected);
      });
    },
  });
  await expect.poll(() => bench.plane.fleet.gateways()).toHaveLength(1);
  stop = new AbortController();
  at = '/a';
  const { clock } = bench;
  const options = { source, intervalMs: 5_000, compiler: 'test', clock, log: silentLog };
  running = syncSource(bench.plane, options, stop.signal);
  await becomes('/a', 'synced');
});
afterEach(async () => {
  stop.abort();
  await running;
  await bench.close();
});

const acme = () => organizationOf(bench.plane.ledger.state(), 'acme');
const shown = () => bench.plane.syncs.get('shop');
/** The revisions, each with the commit that it is of and what became of it. */
const revisions = () =>
  acme().revisions.map(
    ({ source: of, commit, reason, outcome }) => `${of} ${commit ?? ''} ${reason} ${outcome.type}`,
  );

/** git says something, and the sync looks until it stands so. */
async function becomes(path: string, state: string): Promise<void> {
  at = path;
  await looks(() => shown()?.commit === path && shown()?.state === state);
}

/** Time passes on both sides, with a look of the sync every five seconds, until something is so. */
function looks(isSo: () => boolean): Promise<void> {
  const advance = (ms: number): void => {
    gateway.clock.advance(ms);
    bench.clock.advance(ms);
  };
  return moveUntil({ ...bench.clock, advance }, isSo);
}

async function looksTwice(): Promise<void> {
  const from = bench.clock.now();
  await looks(() => (shown()?.checkedAt ?? 0) > from + 10_000);
}

it('does not try again what a gateway rejected, and a rollback after it holds against git as well', async () => {
  await becomes('/b', 'synced');
  await becomes('/bad', 'failed');
  expect(shown()?.problems).toEqual([
    'revision 3 was put back: gateway gw rejected it: tool get_bad: it is bad (bad)',
  ]);
  const failed = ['shop /a sync completed', 'shop /b sync completed', 'shop /bad sync failed'];
  await looksTwice();
  expect(revisions()).toEqual(failed);

  await bench.plane.rollback({ organization: 'acme', source: 'shop', revision: undefined, author: 'ada' });
  await looks(() => revisions().at(-1) === 'shop /a rollback completed');
  await becomes('/bad', 'held');
  await looksTwice();
  expect(revisions()).toEqual([...failed, 'shop /a rollback completed']);
  expect(gateway.tools('acme', 'shop')).toEqual(['get_a']);

  // Also what was deployed before the rollback is something else than what git said then.
  await becomes('/c', 'synced');
  expect(gateway.tools('acme', 'shop')).toEqual(['get_c']);
  expect(revisions().at(-1)).toBe('shop /c sync completed');
});

it('waits while something else is rolled out, and takes its turn after', async () => {
  await bench.apply(tree('/slow', 'other'));
  await looks(() => gateway.seen.includes(2));
  await becomes('/b', 'pending');
  expect(revisions()).toEqual(['shop /a sync completed', 'other  sync rolling']);
  expect(gateway.tools('acme', 'shop')).toEqual(['get_a']);
  release();
  await looks(() => revisions()[1] === 'other  sync failed');
  await becomes('/b', 'synced');
  expect(revisions()).toEqual(['shop /a sync completed', 'other  sync failed', 'shop /b sync completed']);
  expect(gateway.tools('acme', 'shop')).toEqual(['get_b']);
});

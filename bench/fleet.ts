import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledHead } from '../src/cli/compile/compiled-head.ts';
import { compile, memoryMemo } from '../src/compiler/index.ts';
import { memoryTree, silentLog, systemClock, systemRandom } from '../src/kernel/index.ts';
import {
  applyHead,
  type ControlPlane,
  createToken,
  openControlPlane,
  openFileStore,
  openGrpcServer,
  openSigner,
} from '../src/reconciler/index.ts';
import { defaultControlTiming } from '../src/wire/index.ts';
import { silentMetrics } from '../test/support/silent-metrics.ts';
import { fleetFloor } from './fleet/floor.ts';
import { startGateways } from './fleet/processes.ts';
import { median, type Result, timed } from './support/result.ts';
import { editSpec, generateTree, type Tree } from './support/tree.ts';

const rounds = 3;
const manifests = 100;
/** What one changed tool takes on the wire, about. */
const messageBytes = 2_000;

/** From a commit that changes one description to the moment when every gateway reports that it serves it. */
export async function benchFleet(gateways: number): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  const closing = new AbortController();
  const store = await openFileStore({
    directory: join(directory, 'control'),
    clock: systemClock,
    log: silentLog,
  });
  const ports = { clock: systemClock, random: systemRandom, log: silentLog, metrics: silentMetrics };
  const signer = await openSigner(join(directory, 'control'), undefined);
  const timing = defaultControlTiming;
  const options = { store, signer, timing, softwareVersion: 'bench', ...ports };
  const plane = await openControlPlane(options, closing.signal);
  const listen = { host: '127.0.0.1', port: 0, tls: undefined };
  const server = await openGrpcServer(plane, listen, silentLog);
  const wanted = {
    organization: 'bench',
    name: 'bench',
    role: 'gateway',
    validityDays: 1,
    author: 'bench',
  } as const;
  const { text: token } = await createToken(plane.ledger, wanted, ports);
  const observed = observe(plane);

  const memo = memoryMemo();
  let texts: Tree = generateTree(manifests);
  async function commit(): Promise<void> {
    const { compiled } = await compile(memoryTree(texts), { memo });
    if (compiled === undefined) throw new Error('the tree does not compile');
    await applyHead(plane, compiledHead(compiled), { commit: undefined, author: 'bench', compiler: 'bench' });
  }

  await commit();
  const started = observed.active(gateways);
  const stop = startGateways('gateways', gateways, { port: server.port, token }, directory);
  await started;

  const ours: number[] = [];
  for (let round = 0; round < rounds; round++) {
    texts = editSpec(texts, round, `in round ${round}`).tree;
    observed.reset();
    const everybody = observed.active(gateways);
    ours.push((await timed(() => commit().then(() => everybody))).ms);
  }
  const counts = { gateways, ...observed.counts() };
  stop();
  closing.abort();
  await server.close();
  await store.close();

  const bundle = await bundleBytes(join(directory, 'gateway-0', 'bundles'));
  const floor = [];
  for (let round = 0; round < rounds; round++)
    floor.push(await fleetFloor(gateways, messageBytes, bundle, directory));
  await rm(directory, { recursive: true, force: true });
  return {
    name: `commit to active over ${gateways} gateways`,
    unit: 'ms',
    ours: median(ours),
    floor: median(floor),
    floorIs: `a bare grpc-js server: ${messageBytes} bytes to each, which writes ${bundle} durably and answers`,
    counts,
  };
}

async function bundleBytes(folder: string): Promise<number> {
  const [newest] = (await readdir(folder)).sort().reverse();
  return (await stat(join(folder, newest as string))).size;
}

function observe(plane: ControlPlane) {
  let active = 0;
  let sending = 0;
  let puts = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let all: () => void = () => undefined;
  plane.fleet.onObservation((_, what) => {
    if (what.type === 'sending') {
      sending++;
      puts += what.puts;
    }
    if (what.type === 'active' && ++active === wanted) all();
  });
  return {
    active: (count: number): Promise<void> =>
      new Promise((resolve) => {
        active = 0;
        wanted = count;
        all = resolve;
      }),
    reset: () => {
      sending = 0;
      puts = 0;
    },
    counts: () => ({ transactions: sending, objectsSent: puts, active }),
  };
}

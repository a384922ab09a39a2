import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetFloor } from './fleet/floor.ts';
import { type Installation, openInstallation } from './fleet/installation.ts';
import { startGateways } from './fleet/processes.ts';
import { percentile, type Result, timed } from './support/result.ts';
import { countSentBytes } from './support/sent-bytes.ts';
import { editSpec, generateTree } from './support/tree.ts';

const manifests = 100;

/**
 * From a commit that changes one description to the moment when every gateway reports that it serves it, and from a
 * rollback likewise. Gateways are in processes of their own.
 */
export async function benchFleet(gateways: number, rounds = 3): Promise<Result[]> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  const sent = countSentBytes();
  const installation = await openInstallation(directory);
  const { observed } = installation;
  const tree = generateTree(manifests);
  await installation.commit(tree);
  const started = observed.active(gateways);
  const control = { port: installation.port, token: await installation.token() };
  const stop = startGateways('gateways', gateways, control, directory);
  await started;

  const measure = (change: () => Promise<void>): Promise<Measured> =>
    measured(installation, gateways, sent, change);
  const commits: Measured[] = [];
  const rollbacks: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    const edited = editSpec(tree, 0, `in round ${round}`).tree;
    commits.push(await measure(() => installation.commit(edited)));
    rollbacks.push(await measure(() => installation.rollBack()));
  }
  stop();
  await installation.close();
  sent.stop();

  const bytes = Math.ceil(
    percentile(
      commits.map((each) => each.bytesEach),
      50,
    ),
  );
  const bundle = await bundleBytes(join(directory, 'gateway-0', 'bundles'));
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++)
    floor.push(await fleetFloor(gateways, bytes, bundle, directory));
  await rm(directory, { recursive: true, force: true });
  const floorIs = `a bare grpc-js server: ${bytes} bytes to each, which writes ${bundle} durably and answers`;
  return [
    resultOf(`commit to active over ${gateways} gateways`, gateways, commits, { floor, floorIs }),
    resultOf(`rollback to active over ${gateways} gateways`, gateways, rollbacks, { floor, floorIs }),
  ];
}

interface Measured {
  readonly ms: number;
  /** Bytes on the wire to each gateway, framing and all. */
  readonly bytesEach: number;
  readonly counts: Readonly<Record<string, number>>;
}

async function measured(
  { observed }: Installation,
  gateways: number,
  sent: ReturnType<typeof countSentBytes>,
  change: () => Promise<void>,
): Promise<Measured> {
  await observed.settled();
  observed.reset();
  const before = sent.total();
  const everybody = observed.active(gateways);
  const { ms } = await timed(() => change().then(() => everybody));
  return { ms, bytesEach: (sent.total() - before) / gateways, counts: observed.counts() };
}

function resultOf(
  name: string,
  gateways: number,
  rounds: readonly Measured[],
  { floor, floorIs }: { readonly floor: readonly number[]; readonly floorIs: string },
): Result {
  const times = rounds.map(({ ms }) => ms);
  return {
    name,
    unit: 'ms',
    ours: percentile(times, 50),
    floor: percentile(floor, 50),
    p99: { ours: percentile(times, 99), floor: percentile(floor, 99) },
    floorIs,
    counts: { gateways, ...rounds.at(-1)?.counts },
    bytes: {
      'to each gateway': percentile(
        rounds.map(({ bytesEach }) => bytesEach),
        50,
      ),
    },
  };
}

async function bundleBytes(folder: string): Promise<number> {
  const [newest] = (await readdir(folder)).sort().reverse();
  return (await stat(join(folder, newest as string))).size;
}

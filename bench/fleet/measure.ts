/**
 * The control plane of the benchmark of a commit, in a process of its own. Arguments: gateways, rounds, a directory for
 * the control plane, and one for the gateways. Sends the results to its parent.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile, type Result, timed } from '../support/result.ts';
import { countSentBytes } from '../support/sent-bytes.ts';
import { editSpec, generateTree } from '../support/tree.ts';
import { type FloorRound, fleetFloor } from './floor.ts';
import { type Installation, openInstallation } from './installation.ts';
import { type Hosts, startHosts } from './processes.ts';

const manifests = 100;
const [, , size, times, directory, disks] = process.argv as [string, string, string, string, string, string];
const gateways = Number(size);
const rounds = Number(times);

interface Round extends FloorRound {
  /** Of the control plane alone. */
  readonly controlMs: number;
  /** Bytes on the wire to each gateway, framing and all. */
  readonly bytesEach: number;
  readonly counts: Readonly<Record<string, number>>;
}

const sent = countSentBytes();
const installation = await openInstallation(directory);
const tree = generateTree(manifests);
await installation.commit(tree);
const started = installation.observed.active(gateways);
const control = { port: installation.port, token: await installation.token() };
const hosts = startHosts('serve', gateways, control, disks);
await started;

const commits: Round[] = [];
const rollbacks: Round[] = [];
for (let round = 0; round < rounds; round++) {
  const edited = editSpec(tree, 0, `in round ${round}`).tree;
  commits.push(await measured(installation, hosts, () => installation.commit(edited)));
  rollbacks.push(await measured(installation, hosts, () => installation.rollBack()));
}
hosts.stop();
await installation.close();
sent.stop();

const bytes = Math.ceil(middle(commits.map(({ bytesEach }) => bytesEach)));
const bundleBytes = await newestBundle(join(disks, 'gateway-0', 'bundles'));
const work = { gateways, bytes, bundleBytes, rounds };
const bare = await fleetFloor({ ...work, mode: 'answer' }, disks);
const durable = await fleetFloor({ ...work, mode: 'write-and-answer' }, disks);
const results = [
  resultOf(`commit to active over ${gateways} gateways`, commits),
  resultOf(`rollback to active over ${gateways} gateways`, rollbacks),
];
process.send?.(results, () => process.exit());

async function measured(
  { observed }: Installation,
  { processorMs: ofHosts }: Hosts,
  change: () => Promise<void>,
): Promise<Round> {
  await observed.settled();
  observed.reset();
  const bytesBefore = sent.total();
  const hostsBefore = await ofHosts();
  const everybody = observed.active(gateways);
  const { ms, processorMs: controlMs } = await timed(() => change().then(() => everybody));
  const processorMs = controlMs + (await ofHosts()) - hostsBefore;
  const bytesEach = (sent.total() - bytesBefore) / gateways;
  return { ms, processorMs, controlMs, bytesEach, counts: observed.counts() };
}

function resultOf(name: string, all: readonly Round[]): Result {
  const times = (of: readonly FloorRound[]): number[] => of.map(({ ms }) => ms);
  const processor = (of: readonly FloorRound[]): number => middle(of.map(({ processorMs }) => processorMs));
  return {
    name,
    unit: 'ms',
    ours: middle(times(all)),
    processor: processor(all),
    floor: middle(times(bare)),
    floorProcessor: processor(bare),
    floorIs: `a bare grpc-js server: ${bytes} bytes to each, which answers`,
    p99: { ours: percentile(times(all), 99), floor: percentile(times(bare), 99) },
    besides: [
      {
        floor: middle(times(durable)),
        floorProcessor: processor(durable),
        floorIs: `the same, and each writes ${bundleBytes} bytes durably before it answers`,
      },
    ],
    counts: { gateways, ...all.at(-1)?.counts },
    bytes: { 'to each gateway': middle(all.map(({ bytesEach }) => bytesEach)) },
    processors: { 'the control plane': middle(all.map(({ controlMs }) => controlMs)) },
  };
}

function middle(values: readonly number[]): number {
  return percentile(values, 50);
}

async function newestBundle(folder: string): Promise<number> {
  const [newest] = (await readdir(folder)).sort().reverse();
  return (await stat(join(folder, newest as string))).size;
}

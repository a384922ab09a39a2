import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStore } from '../../../src/gateway/stream/bundle-store.ts';
import { openTrust } from '../../../src/gateway/stream/trust.ts';
import { silentLog } from '../../../src/kernel/index.ts';
import { isSignedBy } from '../../../src/snapshot/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import {
  type BenchGateway,
  openStreamBench,
  type StreamBench,
} from '../../reconciler/support/stream-bench.ts';
import { recordingLog } from '../../support/recording-ports.ts';

let bench: StreamBench;
let gateway: BenchGateway;
let folder: string;
let names: string[];

beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(smallTree);
  gateway = await bench.gateway('gw');
  await expect.poll(() => gateway.served.header()?.revision).toBe(1);
  await bench.apply({
    ...smallTree,
    'orders.yaml': String(smallTree['orders.yaml']).replace('    post:', '    put:'),
  });
  await expect.poll(() => gateway.served.header()?.revision).toBe(2);
  await gateway.stop();
  folder = join(gateway.directory, 'bundles');
  names = (await readdir(folder)).sort();
});
afterEach(() => bench.close());

async function loaded(): Promise<{ revisions: number[]; refused: unknown[] }> {
  const log = recordingLog();
  const bundles = await bundleStore(gateway.directory, log).load();
  return {
    revisions: bundles.map(({ header }) => header.revision),
    refused: log.lines.map(({ fields }) => fields['reason']),
  };
}

/** The revisions that a start could serve: whole, and signed by a trusted key. */
async function usable(): Promise<number[]> {
  const trust = await openTrust(gateway.directory, undefined);
  const bundles = await bundleStore(gateway.directory, silentLog).load();
  return bundles
    .filter(({ envelope }) => isSignedBy(envelope, trust.keys()))
    .map(({ header }) => header.revision);
}

describe('a stored bundle', () => {
  it('is one of the two newest', async () => {
    expect(await loaded()).toEqual({ revisions: [2, 1], refused: [] });
  });

  it('is refused wherever it was cut off, and the one before it is used', async () => {
    const file = join(folder, names[1] ?? '');
    const bytes = await readFile(file);
    const cuts = [0, 1, bytes.length >> 3, bytes.length >> 1, bytes.length - 100, bytes.length - 2];
    for (const size of cuts) {
      await writeFile(file, bytes.subarray(0, size));
      const { revisions, refused } = await loaded();
      expect(revisions, `cut to ${size}`).toEqual([1]);
      expect(refused).toHaveLength(1);
    }
  });

  it('is refused with any byte changed', async () => {
    const file = join(folder, names[1] ?? '');
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(file, changed);
      expect(await usable(), `byte ${at}`).toEqual([1]);
    }
  });

  it('is refused with the other one’s objects below its header', async () => {
    const [older, newer] = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const [header] = String(newer).split('\n');
    const [, ...objects] = String(older).split('\n');
    await writeFile(join(folder, names[1] ?? ''), [header, ...objects].join('\n'));
    expect((await loaded()).revisions).toEqual([1]);
  });
});

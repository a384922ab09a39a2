import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkBuilt, memoryDisk, startHosts } from './fleet/processes.ts';
import type { Result } from './support/result.ts';

interface Open {
  readonly type: 'open';
  readonly port: number;
  readonly token: string;
}
interface Done {
  readonly type: 'done';
  readonly ms: number;
  readonly sent: number;
  readonly rss: number;
  readonly transactions: number;
  readonly objectsSent: number;
  readonly synced: number;
}

/** Gateways per second that a control plane admits in the long run, and at once. */
const admitted = { perSecond: 250, burst: 500 };

/** A control plane is started again over its state: until every gateway is back, and what that took. */
export async function benchReconnect(gateways: number, disks = memoryDisk): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  const ofGateways = await mkdtemp(join(disks, 'reshapr-bench-'));
  const first = control(directory, 0, gateways, 'first');
  const { port, token } = await first.message<Open>('open');
  const hosts = startHosts('serve', gateways, { port, token }, ofGateways);
  try {
    await first.message<Done>('done');
    await first.end();
    const second = control(directory, port, gateways);
    const done = await second.message<Done>('done');
    await second.end();
    const { ms, sent, rss, transactions, objectsSent, synced } = done;
    return {
      name: `reconnect of ${gateways} gateways after a restart`,
      unit: 'ms',
      ours: ms,
      floor: Math.max(0, ((gateways - admitted.burst) / admitted.perSecond) * 1_000) || 1,
      floorIs: `as many registrations as are admitted: ${admitted.burst}, and ${admitted.perSecond} in a second`,
      bytes: { 'to each gateway': sent / gateways, 'of memory that the control plane takes': rss },
      counts: { gateways, synced, transactions, objectsSent },
    };
  } finally {
    hosts.stop();
    for (const each of [directory, ofGateways]) await rm(each, { recursive: true, force: true });
  }
}

function control(directory: string, port: number, gateways: number, first?: 'first') {
  const args = [directory, String(port), String(gateways), ...(first === undefined ? [] : [first])];
  const child = forkBuilt('control.ts', args);
  return {
    message: <T extends { readonly type: string }>(type: T['type']): Promise<T> =>
      new Promise((resolve, reject) => {
        child.on('message', (message: T) => {
          if (message.type === type) resolve(message);
        });
        child.once('exit', (code) => reject(new Error(`the control plane ended with ${code}`)));
      }),
    end: (): Promise<void> =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

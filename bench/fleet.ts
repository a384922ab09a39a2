import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkBuilt, memoryDisk } from './fleet/processes.ts';
import type { Result } from './support/result.ts';

/**
 * From a commit that changes one description to the moment when every gateway reports that it serves it, and from a
 * rollback likewise. Control plane and gateways are in processes of their own, and run what is built.
 */
export async function benchFleet(gateways: number, rounds = 3, disks = memoryDisk): Promise<Result[]> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  const ofGateways = await mkdtemp(join(disks, 'reshapr-bench-'));
  try {
    const child = forkBuilt('measure.ts', [gateways, rounds, directory, ofGateways]);
    return await new Promise<Result[]>((resolve, reject) => {
      child.once('message', (results: Result[]) => resolve(results));
      child.once('exit', (code) => reject(new Error(`the benchmark ended with ${code}`)));
    });
  } finally {
    for (const each of [directory, ofGateways]) await rm(each, { recursive: true, force: true });
  }
}

import { join } from 'node:path';
import type { Memo } from '../../src/compiler/index.ts';
import { memoryTree, silentLog, systemClock, systemRandom } from '../../src/kernel/index.ts';
import {
  applyHead,
  type ControlPlane,
  createToken,
  openControlPlane,
  openFileStore,
  openGrpcServer,
  openSigner,
} from '../../src/reconciler/index.ts';
import { defaultControlTiming } from '../../src/wire/index.ts';
import { silentMetrics } from '../../test/support/silent-metrics.ts';
import type { Tree } from '../support/tree.ts';
import { observe } from './observe.ts';

/** A control plane over a state directory, with its port open, and what it is asked to do. */
export interface Installation {
  readonly plane: ControlPlane;
  readonly port: number;
  readonly observed: ReturnType<typeof observe>;
  token(): Promise<string>;
  /** Compiles a tree, of which most was compiled before, and applies it. */
  commit(tree: Tree): Promise<void>;
  /** Goes back to the revision before. */
  rollBack(): Promise<void>;
  close(): Promise<void>;
}

export async function openInstallation(directory: string, port = 0): Promise<Installation> {
  const closing = new AbortController();
  const state = join(directory, 'control');
  const store = await openFileStore({ directory: state, clock: systemClock, log: silentLog });
  const ports = { clock: systemClock, random: systemRandom, log: silentLog, metrics: silentMetrics };
  const signer = await openSigner(state, undefined);
  const options = { store, signer, timing: defaultControlTiming, softwareVersion: 'bench', ...ports };
  const plane = await openControlPlane(options, closing.signal);
  const observed = observe(plane);
  const server = await openGrpcServer(plane, { host: '127.0.0.1', port, tls: undefined }, silentLog);
  let memo: Memo | undefined;
  return {
    plane,
    port: server.port,
    observed,
    token: async () => {
      const wanted = { organization: 'bench', name: 'bench', author: 'bench' };
      const facts = { ...wanted, role: 'gateway', validityDays: 1 } as const;
      return (await createToken(plane.ledger, facts, ports)).text;
    },
    commit: async (tree) => {
      // A control plane that only serves does not hold the compiler.
      const { compile, memoryMemo } = await import('../../src/compiler/index.ts');
      const { compiledHead } = await import('../../src/cli/compile/compiled-head.ts');
      memo ??= memoryMemo();
      const { compiled } = await compile(memoryTree(tree), { memo });
      if (compiled === undefined) throw new Error('the tree does not compile');
      const by = { commit: undefined, author: 'bench', compiler: 'bench' };
      await applyHead(plane, compiledHead(compiled), by);
    },
    rollBack: async () => {
      const back = { organization: 'bench', source: undefined, revision: undefined, author: 'bench' };
      await plane.rollback(back);
    },
    close: async () => {
      closing.abort();
      await server.close();
      await store.close();
    },
  };
}

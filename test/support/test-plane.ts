import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledHead } from '../../src/cli/compile/compiled-head.ts';
import { compile } from '../../src/compiler/index.ts';
import {
  type Clock,
  type Log,
  memoryTree,
  silentLog,
  systemClock,
  systemRandom,
} from '../../src/kernel/index.ts';
import {
  applyHead,
  type ControlPlane,
  openControlPlane,
  openFileStore,
  openSigner,
  type Store,
} from '../../src/reconciler/index.ts';
import { generateSigningKey, signerOf } from '../../src/snapshot/index.ts';
import { defaultControlTiming } from '../../src/wire/index.ts';
import { silentMetrics } from './silent-metrics.ts';

export interface TestPlane {
  readonly plane: ControlPlane;
  /** Compiles a tree and applies it, as `dev` does; resolves with the number of the revision. */
  apply(texts: Readonly<Record<string, string>>): Promise<number>;
  close(): Promise<void>;
}

export interface TestPlaneOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  /** A state directory that is there, and stays. */
  readonly directory?: string;
  /** Revisions of each source whose content is kept. */
  readonly history?: number;
  /** Of views, PEM; another one each time when absent. */
  readonly signingKey?: string;
  /** Stands between the control plane and its store. */
  readonly between?: (store: Store) => Store;
}

/** A control plane over a store in a temporary folder, without any port. */
export async function openTestPlane(given: TestPlaneOptions = {}): Promise<TestPlane> {
  const { clock = systemClock, log = silentLog } = given;
  const directory = given.directory ?? (await mkdtemp(join(tmpdir(), 'reshapr-plane-')));
  const closing = new AbortController();
  const ports = { clock, random: systemRandom, log, metrics: silentMetrics };
  const files = await openFileStore({ directory, clock, log });
  const store = given.between?.(files) ?? files;
  // A state directory that stays keeps its key as well.
  const signer =
    given.directory === undefined
      ? signerOf(given.signingKey ?? generateSigningKey())
      : await openSigner(given.directory, undefined);
  const options = {
    store,
    signer,
    timing: defaultControlTiming,
    softwareVersion: 'test',
    history: given.history,
    ...ports,
  };
  const plane = await openControlPlane(options, closing.signal);
  return {
    plane,
    apply: async (texts) => {
      const { compiled, diagnostics } = await compile(memoryTree(texts));
      if (compiled === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      const by = { commit: undefined, author: 'test', compiler: 'test', supersede: true, mayRemoveAll: true };
      return (await applyHead(plane, compiledHead(compiled), by)).sequence;
    },
    close: async () => {
      closing.abort();
      await store.close();
      if (given.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

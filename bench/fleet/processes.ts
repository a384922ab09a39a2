import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Megabytes that a process of some thousand gateways may take: each has objects and surfaces of its own. */
const memory = 8_192;

/**
 * Where the gateways keep their state when nobody says otherwise: in memory, if there is such a place. Each has a disk
 * for itself elsewhere, and some thousand of them that wait for one disk would measure that alone.
 */
export const memoryDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** What processes full of gateways do: `serve` views, or the least, with or without writing a bundle. */
export type HostMode = 'serve' | 'answer' | 'write-and-answer';

export interface Hosts {
  /** Milliseconds of processor time that all of them took until now. */
  processorMs(): Promise<number>;
  /** They end as their parent does, too. */
  stop(): void;
}

/** A script of this folder in a process of its own, which runs what is built. */
export function forkBuilt(
  script: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess {
  return fork(here(script), args.map(String), {
    execArgv: ['--import', 'tsx', '--import', here('../support/built.mjs')],
    env: { ...process.env, ...env },
  });
}

/** Gateways in processes of their own, so that the control plane has one for itself. */
export function startHosts(
  mode: HostMode,
  count: number,
  control: { readonly port: number; readonly token: string },
  directory: string,
  bundleBytes = 0,
): Hosts {
  const processes = 2;
  const each = Math.ceil(count / processes);
  const children: ChildProcess[] = [];
  for (let from = 0; from < count; from += each) {
    const own = Math.min(each, count - from);
    const args = [mode, from, own, control.port, control.token, directory, bundleBytes];
    children.push(forkBuilt('host.ts', args, { NODE_OPTIONS: `--max-old-space-size=${memory}` }));
  }
  return {
    processorMs: async () => {
      const asked = children.map((child) => {
        const answer = new Promise<number>((resolve) => child.once('message', resolve));
        child.send('usage');
        return answer;
      });
      return (await Promise.all(asked)).reduce((sum, ms) => sum + ms, 0);
    },
    stop: () => {
      for (const child of children) child.disconnect();
    },
  };
}

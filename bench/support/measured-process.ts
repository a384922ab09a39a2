import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one process took, from its start to its end. */
export interface Usage {
  readonly ms: number;
  /** Processor time of all its threads, in milliseconds. */
  readonly processorMs: number;
  /** The most memory that it held at once, in MB. */
  readonly megabytes: number;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The built program: what is not built has no cache, and loads more slowly. */
export const program = here('../../dist/cli/main.js');

/** Runs a script of Node to its end. Throws when it fails, with what it said. */
export function measured(args: readonly string[], env: NodeJS.ProcessEnv = {}): Usage {
  if (!existsSync(program)) throw new Error('nothing is built: npm run build');
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, ['--import', here('report-usage.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')}: ${output[1]}${output[2]}`);
  return { ms, ...(JSON.parse(output[3] ?? '') as Omit<Usage, 'ms'>) };
}

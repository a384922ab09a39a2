import ansis from 'ansis';
import type { Io } from '../../../src/cli/io.ts';
import { systemClock, systemRandom } from '../../../src/kernel/index.ts';

export interface TestIo extends Io {
  readonly out: string[];
  readonly err: string[];
}

/** What a command may touch, with everything that it writes kept. Nobody answers its questions. */
export function testIo(env: NodeJS.ProcessEnv = {}): TestIo {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out,
    err,
    console: { out: (text) => void out.push(text), err: (text) => void err.push(text), interactive: false },
    env,
    signal: new AbortController().signal,
    clock: systemClock,
    random: systemRandom,
  };
}

/** Text without colours, as a pipe gets it. */
export function plain(text: string): string {
  return ansis.strip(text);
}

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../kernel/index.ts';

/** How many starts in a row died before the gateway was ready. */
export interface StartCounter {
  /** Counts this start, and tells how many before it were not survived. */
  begin(): Promise<number>;
  /** The gateway is ready: this start is survived. */
  survived(): Promise<void>;
}

export function startCounter(directory: string): StartCounter {
  const file = join(directory, 'starts');
  return {
    begin: async () => {
      const before = Number(await readFile(file, 'utf8').catch(() => '0')) || 0;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeDurably(file, [Buffer.from(String(before + 1))]);
      return before;
    },
    survived: () => rm(file, { force: true }),
  };
}

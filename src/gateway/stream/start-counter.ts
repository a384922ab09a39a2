import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, makeDirectory, type WriteDurably, writeDurably } from '../../kernel/index.ts';

/** How many starts in a row died before the gateway was ready. */
export interface StartCounter {
  /** Counts this start, and tells how many before it were not survived. */
  begin(): Promise<number>;
  /** The gateway is ready: this start is survived. */
  survived(): Promise<void>;
}

/** A disk that takes no file keeps nobody from starting: the last known good view may be needed all the more. */
export function startCounter(directory: string, log: Log, write: WriteDurably = writeDurably): StartCounter {
  const file = join(directory, 'starts');
  return {
    begin: async () => {
      const before = Number(await readFile(file, 'utf8').catch(() => '0')) || 0;
      try {
        await makeDirectory(directory, 0o700);
        await write(file, [Buffer.from(String(before + 1))]);
      } catch (error) {
        log.error('this start cannot be counted', { error });
      }
      return before;
    },
    survived: () => rm(file, { force: true }),
  };
}

import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Log, messageOf, problem } from '../../kernel/index.ts';
import { storeDamaged } from '../problems.ts';

/** How many bytes of a journal were acknowledged, noted beside it. */
export interface JournalSize {
  readonly file: string;
  /** 0 when nothing is noted. Throws when what is noted cannot be read. */
  read(): Promise<number>;
  write(size: number): Promise<void>;
}

/**
 * Notes how long a journal is, so that lines that are lost from its end are missed. The note may be behind, never
 * ahead: it is written after the journal, and not synced, so a crash may leave an old one or an empty one.
 */
export function journalSize(journal: string, log: Log): JournalSize {
  const file = `${journal}.size`;
  return {
    file,
    read: async () => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '0\n';
        throw problem(storeDamaged, { file, why: messageOf(error) }, { cause: error });
      });
      if (/^\d{1,15}\n$/.test(text)) return Number(text);
      log.warn('the noted size of the journal is unusable: lines lost from its end would not be missed', {
        file,
      });
      return 0;
    },
    write: async (size) => {
      await writeFile(`${file}.tmp`, `${size}\n`, { mode: 0o600 });
      await rename(`${file}.tmp`, file);
    },
  };
}

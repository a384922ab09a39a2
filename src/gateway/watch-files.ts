import { stat } from 'node:fs/promises';
import type { Clock } from '../kernel/index.ts';

/** Milliseconds between two looks. */
const interval = 500;

/**
 * Calls `onChange` when other files are at these paths, or they were written to; links are followed. Who copies over a
 * file in place is left to finish: it has to look the same twice. Looks one after the other, never while `onChange` is at
 * work. What `onChange` throws ends the watch. Resolves when the signal aborts.
 */
export async function watchFiles(
  files: readonly string[],
  known: string,
  onChange: () => Promise<void>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  let handled = known;
  let seen = known;

  async function look(): Promise<void> {
    const stamp = await stampOf(files);
    const isStill = stamp === seen;
    seen = stamp;
    if (!isStill || stamp === handled || signal.aborted) return;
    handled = stamp;
    await onChange();
  }

  let work: Promise<void> | undefined;
  await new Promise<void>((resolve, reject) => {
    const tick = (): void => {
      work ??= look()
        .catch(reject)
        .finally(() => (work = undefined));
    };
    clock.every(interval, tick, signal);
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await work;
}

/** Changes when another file is there or one was written. Taken before the files are read, it is what was read or older. */
export async function stampOf(files: readonly string[]): Promise<string> {
  const stamps = files.map(async (file) => {
    const found = await stat(file, { bigint: true }).catch(() => undefined);
    if (found === undefined) return '-';
    const { dev, ino, size, mtimeNs, ctimeNs } = found;
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  });
  return (await Promise.all(stamps)).join('\n');
}

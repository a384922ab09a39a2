import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, problem } from '../../kernel/index.ts';
import { storeLocked } from '../problems.ts';

/** Milliseconds. A lock that was not touched for this long has no living holder. */
const staleAfter = 15_000;
const touchEvery = 3_000;

/**
 * Holds a directory for this process until the signal aborts. A holder that died leaves its lock behind; the
 * lock is taken over when its process is gone, or when it was not touched for a while.
 */
export async function lockDirectory(directory: string, clock: Clock, signal: AbortSignal): Promise<void> {
  const path = join(directory, 'lock');
  for (let attempt = 0; !(await create(path)); attempt++) {
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (attempt > 0 || (await isHeld(path, holder)))
      throw problem(storeLocked, { directory, holder: `process ${holder}` });
    await rm(path, { force: true });
  }
  clock.every(touchEvery, () => void utimes(path, new Date(), new Date()).catch(() => undefined), signal);
}

export async function unlockDirectory(directory: string): Promise<void> {
  await rm(join(directory, 'lock'), { force: true });
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** In a container every start has the same process id: our own id in the lock is a former life. */
async function isHeld(path: string, holder: string): Promise<boolean> {
  const pid = Number(holder);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isRunning(pid)) return false;
  const touched = await stat(path).then(
    (facts) => facts.mtimeMs,
    () => 0,
  );
  return Date.now() - touched < staleAfter;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file so that a reader, or a start after a crash, finds the old content or the new, never a part. */
export type WriteDurably = (path: string, chunks: Iterable<Uint8Array>, mode?: number) => Promise<void>;

let unique = 0;

/** By a temporary file beside it, fsync, rename, and fsync of the directory. */
export const writeDurably: WriteDurably = async (path, chunks, mode = 0o600) => {
  const temporary = `${path}.${process.pid}.${unique++}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      for (const block of blocksOf(chunks)) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
};

/** The same bytes in blocks of at least 256 KiB, so that a file of many lines is not as many writes. */
function* blocksOf(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    pending.push(chunk);
    length += chunk.length;
    if (length < 256 * 1024) continue;
    yield Buffer.concat(pending);
    pending = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pending);
}

/** Makes the names in a directory durable. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

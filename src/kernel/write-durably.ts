import fs from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

// File descriptors, and no handles of `node:fs/promises`, which cost as much again as the calls that they make.
const open = promisify(fs.open);
const write = promisify(fs.write);
const fsync = promisify(fs.fsync);
const close = promisify(fs.close);

/** Writes a file so that a reader, or a start after a crash, finds the old content or the new, never a part. */
export type WriteDurably = (path: string, chunks: Iterable<Uint8Array>, mode?: number) => Promise<void>;

let unique = 0;

/** By a temporary file beside it, fsync, rename, and fsync of the directory. */
export const writeDurably: WriteDurably = async (path, chunks, mode = 0o600) => {
  const temporary = `${path}.${process.pid}.${unique++}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      for (const block of blocksOf(chunks)) await writeAll(file, block);
      await fsync(file);
    } finally {
      await close(file);
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
};

/** A disk that fills up takes a part, and says so with the next. */
async function writeAll(file: number, block: Uint8Array): Promise<void> {
  for (let rest = block; rest.length > 0; ) rest = rest.subarray((await write(file, rest)).bytesWritten);
}

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
    await fsync(directory);
  } finally {
    await close(directory);
  }
}

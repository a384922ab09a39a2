import type { FileHandle } from 'node:fs/promises';

/** Bytes that are read at once: a journal may be longer than any text can be. */
const chunkSize = 1_048_576;

const newline = 10;

/** The lines of a file that end, each without its end. What follows the last one is left out. */
export async function* linesOf(file: FileHandle): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkSize), 0, chunkSize, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    let rest = buffer.subarray(0, bytesRead);
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)]);
      begun = [];
      rest = rest.subarray(end + 1);
    }
    begun.push(rest);
  }
}

import { createReadStream } from 'node:fs';
import { problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { fileUnreadable } from '../problems.ts';

/** Bytes of one file or of standard input that are read at most. */
const most = 16 * 1024 * 1024;

/** The text of a file, or of standard input for `-`. */
export async function readInput(file: string): Promise<string> {
  const shown = file === '-' ? 'standard input' : file;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > most) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw fileProblem(shown, error);
  }
  if (size > most) throw problem(fileUnreadable, { file: shown, why: 'it is larger than 16 MB' });
  return Buffer.concat(chunks).toString('utf8');
}

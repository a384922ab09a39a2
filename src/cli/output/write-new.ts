import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDirectory, problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { existsAlready } from '../problems.ts';

/** Writes a file that must not exist yet, and the folders above it. */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await makeDirectory(dirname(file));
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw problem(existsAlready, { file });
    throw fileProblem(file, error);
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { problem } from '../../kernel/index.ts';
import { fileProblem } from '../file-problem.ts';
import { existsAlready } from '../problems.ts';

/** Makes a directory that only this user can read, where there is none. */
export async function makePrivateDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw fileProblem(directory, error);
  }
}

/** Writes a file that must not exist yet, and the folders above it. */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw problem(existsAlready, { file });
    throw fileProblem(file, error);
  }
}

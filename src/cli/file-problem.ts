import { messageOf, type Problem, problem } from '../kernel/index.ts';
import { fileUnreadable } from './problems.ts';

/** Refusals of the system by their code, in words. */
const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'something else is there already',
  EISDIR: 'it is a directory',
  ENOENT: 'no such file or directory',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
};

/** The problem of a file that cannot be read, written or understood. */
export function fileProblem(file: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return problem(fileUnreadable, { file, why: words[code] ?? messageOf(error) }, { cause: error });
}

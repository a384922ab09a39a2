import { posix } from 'node:path';
import type { Location } from '../../../kernel/index.ts';

export interface FileImport {
  /** From the root of the tree. */
  readonly path: string;
  readonly at: Location;
}

const comment = /^\s*#\s*import\s+(?:[^'"]*?\s+from\s+)?(?:'([^']+)'|"([^"]+)")/;

/** The files that the comments `# import …` of a file name. */
export function importsOf(file: string, text: string): FileImport[] {
  if (!text.includes('import')) return [];
  return text.split('\n').flatMap((line, index) => {
    const match = comment.exec(line);
    const path = match?.[1] ?? match?.[2];
    if (match === null || path === undefined) return [];
    const column = match[0].length - path.length;
    const start = { line: index + 1, column };
    const range = { start, end: { line: index + 1, column: column + path.length } };
    return [{ path: posix.normalize(posix.join(posix.dirname(file), path)), at: { file, range } }];
  });
}

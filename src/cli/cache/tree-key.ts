import { createHash } from 'node:crypto';
import type { SourceTree } from '../../kernel/index.ts';

/** SHA-256 of all that the result of a compile depends on: who makes it, and every path with its bytes. */
export function treeKey({ files, unreadable }: SourceTree, maker: string): string {
  const hash = createHash('sha256').update(JSON.stringify(maker));
  // Trees list their files in order; a path has no NUL.
  for (const { path, blob, size } of files) hash.update(`${path}\0${blob}\0${size}\0`);
  hash.update(JSON.stringify(unreadable.map(({ path, reason }) => [path, reason])));
  return hash.digest('hex');
}

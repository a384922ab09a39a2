import type { Manifest } from '../../manifest/index.ts';
import type { ReadTree } from './read-tree.ts';

/** One text per manifest and content: where it stands, in which bytes. */
export function placeKey({ file, range }: Manifest, read: ReadTree): string {
  return `${file}:${range.start.line}:${range.start.column} ${read.files.get(file)?.blob}`;
}

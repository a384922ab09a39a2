import { blobId } from './blob-id.ts';
import { compareText } from './diagnostic.ts';
import type { SourceTree } from './source-tree.ts';

/** A tree of texts in memory: for tests, generators and editors. */
export function memoryTree(
  texts: Readonly<Record<string, string | Uint8Array>>,
  label = 'memory',
): SourceTree {
  const bytes = new Map(
    Object.entries(texts).map(([path, text]) => [path, typeof text === 'string' ? Buffer.from(text) : text]),
  );
  return {
    label,
    unreadable: [],
    files: [...bytes]
      .map(([path, content]) => ({ path, blob: blobId(content), size: content.length }))
      .sort((a, b) => compareText(a.path, b.path)),
    read: (path) => {
      const content = bytes.get(path);
      if (content === undefined) throw new Error(`no file '${path}' in ${label}`);
      return Promise.resolve(content);
    },
  };
}

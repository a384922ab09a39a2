import { blobId, compareText, type SourceTree, type TreeFile } from '../../src/kernel/index.ts';

/** A tree with one file that has other bytes; undefined when it goes. Like a watcher, it hashes only that one. */
export function editedTree(tree: SourceTree, path: string, text: string | undefined): SourceTree {
  const bytes = text === undefined ? undefined : Buffer.from(text);
  const files = tree.files.filter((file) => file.path !== path).map((file): TreeFile => ({ ...file }));
  if (bytes !== undefined) files.push({ path, blob: blobId(bytes), size: bytes.length });
  return {
    ...tree,
    files: files.sort((a, b) => compareText(a.path, b.path)),
    read: (asked) => (asked === path && bytes !== undefined ? Promise.resolve(bytes) : tree.read(asked)),
  };
}

import { blobId, type SourceTree, type TreeFile } from '../../kernel/index.ts';
import type { TreeLimits } from '../limits.ts';
import { mapBounded } from '../map-bounded.ts';
import type { TreeView } from '../walk/tree-view.ts';
import { walkTree } from '../walk/walk-tree.ts';
import type { Listing } from './listing.ts';

export interface CommitTreeOptions {
  readonly label: string;
  readonly limits: TreeLimits;
  /** The bytes of an object; throws a problem when it is missing. */
  readonly bytesOf: (object: string) => Promise<Uint8Array>;
  readonly signal: AbortSignal;
}

/** As long as the longest path of Linux; a longer link leads nowhere. */
const linkLimit = 4096;
/** SHA-1 in hex; a repository with other ids has them computed. */
const blobIdLength = 40;

/** The tree of a commit from its listing. Bytes are read from the objects when they are asked for. */
export async function commitTree(listing: Listing, options: CommitTreeOptions): Promise<SourceTree> {
  const { label, limits, bytesOf, signal } = options;
  const view: TreeView = {
    list: (directory) => Promise.resolve(listing.directories.get(directory) ?? { reason: 'is gone' }),
    kindAt: (path) =>
      Promise.resolve(
        listing.objects.get(path)?.kind ?? (listing.directories.has(path) ? 'directory' : undefined),
      ),
    linkTarget: async (path) => {
      const link = listing.objects.get(path);
      if (link === undefined || link.size > linkLimit) return undefined;
      return Buffer.from(await bytesOf(link.object)).toString('utf8');
    },
    inside: () => undefined,
  };
  const { files: found, unreadable } = await walkTree(view, { label, limits, signal });
  const objects = new Map<string, { object: string; tooLarge: boolean }>();
  const files = await mapBounded(found, 1, async ({ path, real }): Promise<TreeFile> => {
    const listed = listing.objects.get(real);
    if (listed === undefined) throw new Error(`'${real}' is not in the listing of ${label}`);
    const { object, size } = listed;
    const tooLarge = size > limits.fileBytes;
    objects.set(path, { object, tooLarge });
    if (object.length === blobIdLength) return { path, blob: object, size };
    return { path, blob: blobId(tooLarge ? Buffer.from(object) : await bytesOf(object)), size };
  });
  return {
    label,
    files,
    unreadable,
    read: async (path) => {
      const file = objects.get(path);
      if (file === undefined || file.tooLarge) throw new Error(`no readable file '${path}' in ${label}`);
      return bytesOf(file.object);
    },
  };
}

/** Bounds of a tree. Sizes are bytes. */
export interface TreeLimits {
  /** A larger file is listed with its size and never read; the compiler reports it. */
  readonly fileBytes: number;
  /** Files that a tree may list. */
  readonly files: number;
  /** Entries of any kind that are looked at, those that are not listed among them. */
  readonly entries: number;
  /** Sum of the files of a directory, which are held in memory. */
  readonly treeBytes: number;
}

export const defaultLimits: TreeLimits = {
  fileBytes: 96 * 1024 * 1024,
  files: 50_000,
  entries: 1_000_000,
  treeBytes: 1024 * 1024 * 1024,
};

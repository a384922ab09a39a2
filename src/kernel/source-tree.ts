/** One file of a source tree. */
export interface TreeFile {
  /** Relative to the root of the tree, with `/`, never with `..`. */
  readonly path: string;
  /** The id that git gives these bytes (SHA-1 of a blob object), 40 hex digits. */
  readonly blob: string;
  /** Bytes. */
  readonly size: number;
}

/** What a compile reads: paths and bytes, wherever they come from. Immutable once made. */
export interface SourceTree {
  /** What a message calls this tree: a directory, or a repository and a commit. */
  readonly label: string;
  /** Sorted by path. */
  readonly files: readonly TreeFile[];
  /** What was found but could not be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** The bytes of a file of `files`; any other path is a bug. */
  read(path: string): Promise<Uint8Array>;
}

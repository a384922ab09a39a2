import { type FileText, fileSizeLimit, readDocuments, tooLarge } from '../../manifest/index.ts';

/** The files that specs are made of, by path. */
export interface SpecFiles {
  has(path: string): boolean;
  /** The documents of a file; undefined when it is not there. */
  text(path: string): Promise<FileText | undefined>;
  /** The bytes of a file that is read as it is; undefined when it is not there or too large to be a spec. */
  bytes(path: string): Promise<Uint8Array | undefined>;
}

/** What specs are read from: the files of a tree, or those that a worker was given. */
export interface SpecStore {
  /** Bytes of a file; undefined when it is not there. */
  size(path: string): number | undefined;
  read(path: string): Promise<Uint8Array>;
  /** Documents that were read before. */
  known(path: string): FileText | undefined;
  keep(path: string, text: FileText): void;
}

/** Reads each file as a spec or a part of one; `parsed` is told of each text that had to be parsed. */
export function specFiles(store: SpecStore, parsed: () => void): SpecFiles {
  return {
    has: (path) => store.size(path) !== undefined,
    text: async (path) => {
      const size = store.size(path);
      if (size === undefined) return undefined;
      const known = store.known(path);
      if (known !== undefined) return known;
      parsed();
      const text = size > fileSizeLimit ? tooLarge(path, size) : readDocuments(path, await store.read(path));
      store.keep(path, text);
      return text;
    },
    bytes: async (path) => {
      const size = store.size(path);
      return size === undefined || size > fileSizeLimit ? undefined : store.read(path);
    },
  };
}

export interface WatchedFiles {
  readonly files: SpecFiles;
  /** Paths that were asked for so far, whether or not they are there. */
  readonly looked: ReadonlySet<string>;
  /** Of these, those that were read. */
  readonly referred: ReadonlySet<string>;
}

/** The same files, which note what is asked for. */
export function watched({ has, text, bytes }: SpecFiles): WatchedFiles {
  const looked = new Set<string>();
  const referred = new Set<string>();
  const refer = (path: string): void => {
    looked.add(path);
    referred.add(path);
  };
  return {
    looked,
    referred,
    files: {
      has: (path) => {
        looked.add(path);
        return has(path);
      },
      text: (path) => {
        refer(path);
        return text(path);
      },
      bytes: (path) => {
        refer(path);
        return bytes(path);
      },
    },
  };
}

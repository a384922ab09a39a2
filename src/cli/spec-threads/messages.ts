import type { SpecAnswer, SpecInput } from '../../compiler/index.ts';

/** What a thread is started with. */
export interface ThreadData {
  /** Size of each file of the tree, in bytes. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** To a thread: a spec to read, for each service that is made of it. */
export interface ReadSpec {
  readonly type: 'spec';
  readonly task: number;
  readonly inputs: readonly SpecInput[];
  /** Of its main file. */
  readonly bytes: Uint8Array;
}

/** To a thread: a file that it asked for. */
interface File {
  readonly type: 'file';
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type ToThread = ReadSpec | File;

/** From a thread: what became of a spec, in the order of its inputs; or the file that it needs to go on. */
export type FromThread =
  | { readonly type: 'answers'; readonly task: number; readonly answers: readonly SpecAnswer[] }
  | { readonly type: 'read'; readonly path: string };

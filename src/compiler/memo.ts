import { compareText, type TreeFile } from '../kernel/index.ts';

/**
 * What earlier compiles found out. Safe to delete; it never changes a result. What a stage made of an item is kept
 * as long as the item is: of a file, while its path and its bytes are those of this compile or the one before.
 */
export interface Memo {
  /** The files of a tree by path, sorted; a file that did not change is the same object as before. */
  admit(files: readonly TreeFile[]): ReadonlyMap<string, TreeFile>;
  /** Whether there will be another compile, for which results are worth their memory. */
  readonly lasting: boolean;
  /** What a stage made of items. */
  of<V>(stage: Stage<V>): WeakMap<object, V>;
}

/** One kind of result that is kept. `V` is its type. */
export interface Stage<V> {
  readonly name: string;
  /** Never there: it ties the stage to the type of its results. */
  readonly result?: V;
}

export function stage<V>(name: string): Stage<V> {
  return { name };
}

/** A memo for several compiles; one that is not `lasting` serves a single one. */
export function memoryMemo(lasting = true): Memo {
  const results = new Map<Stage<unknown>, WeakMap<object, unknown>>();
  let current: ReadonlyMap<string, TreeFile> = new Map();
  let previous: ReadonlyMap<string, TreeFile> = new Map();
  return {
    lasting,
    admit: (files) => {
      const admitted = new Map<string, TreeFile>();
      for (const file of sorted(files)) {
        const known = [current.get(file.path), previous.get(file.path)];
        // A copy, which is held by nobody else: what is kept of it goes when it does.
        const same = known.find((other) => other !== undefined && isSame(file, other));
        admitted.set(file.path, same ?? { ...file });
      }
      previous = current;
      current = admitted;
      return admitted;
    },
    of: <V>(stage: Stage<V>) => {
      let found = results.get(stage);
      if (found === undefined) {
        found = new WeakMap();
        results.set(stage, found);
      }
      // Only results of this stage are in it.
      return found as WeakMap<object, V>;
    },
  };
}

function isSame(a: TreeFile, b: TreeFile): boolean {
  return a.blob === b.blob && a.size === b.size;
}

function sorted(files: readonly TreeFile[]): readonly TreeFile[] {
  const inOrder = files.every(
    (file, at) => at === 0 || compareText((files[at - 1] as TreeFile).path, file.path) < 0,
  );
  return inOrder ? files : [...files].sort((a, b) => compareText(a.path, b.path));
}

/** What a compile did, as opposed to what it found in the memo. */
export interface Work {
  filesParsed: number;
  specsImported: number;
  servicesSealed: number;
  artifactsSealed: number;
  expositionsComposed: number;
  manifestsSealed: number;
}

export function noWork(): Work {
  return {
    filesParsed: 0,
    specsImported: 0,
    servicesSealed: 0,
    artifactsSealed: 0,
    expositionsComposed: 0,
    manifestsSealed: 0,
  };
}

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
  let current: Admitted = nothing;
  let previous: Admitted = nothing;
  return {
    lasting,
    admit: (files) => {
      const before = current;
      current = admitted(sorted(files), before, previous);
      previous = before;
      return current.byPath;
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

/** The files of one tree. */
interface Admitted {
  readonly list: readonly TreeFile[];
  readonly byPath: ReadonlyMap<string, TreeFile>;
}

const nothing: Admitted = { list: [], byPath: new Map() };

/** Files in order, each the same object as before if it has the same bytes. */
function admitted(files: readonly TreeFile[], before: Admitted, earlier: Admitted): Admitted {
  let at = 0;
  const came: TreeFile[] = [];
  const list = files.map((file): TreeFile => {
    // Both lists are in order, and mostly the same.
    while (at < before.list.length && compareText((before.list[at] as TreeFile).path, file.path) < 0) at++;
    const known = before.list[at];
    if (known !== undefined && isSame(file, known)) return known;
    const old = earlier.byPath.get(file.path);
    // A copy, which is held by nobody else: what is kept of it goes when it does.
    const own = old !== undefined && isSame(file, old) ? old : { ...file };
    came.push(own);
    return own;
  });
  const samePaths = list.length === before.list.length && came.every(({ path }) => before.byPath.has(path));
  if (samePaths && came.length === 0) return before;
  const byPath = new Map(samePaths ? before.byPath : list.map((file) => [file.path, file]));
  for (const file of came) byPath.set(file.path, file);
  return { list, byPath };
}

function isSame(a: TreeFile, b: TreeFile): boolean {
  return a.path === b.path && a.blob === b.blob && a.size === b.size;
}

function sorted(files: readonly TreeFile[]): readonly TreeFile[] {
  const inOrder = files.every(
    (file, at) => at === 0 || compareText((files[at - 1] as TreeFile).path, file.path) < 0,
  );
  return inOrder ? files : [...files].sort((a, b) => compareText(a.path, b.path));
}

/**
 * What a compile did, as opposed to what it found in the memo. A service is composed again when anything changes that
 * it depends on, or that refers to it; most of its parts are then found in the memo.
 */
export interface Work {
  filesParsed: number;
  specsImported: number;
  servicesSealed: number;
  artifactsSealed: number;
  servicesComposed: number;
  expositionsComposed: number;
  manifestsSealed: number;
}

export function noWork(): Work {
  return {
    filesParsed: 0,
    specsImported: 0,
    servicesSealed: 0,
    artifactsSealed: 0,
    servicesComposed: 0,
    expositionsComposed: 0,
    manifestsSealed: 0,
  };
}

import type { Diagnostic, TreeFile } from '../kernel/index.ts';
import type { Context } from './context.ts';
import type { Stage } from './memo.ts';
import type { ReadTree } from './stages/read-tree.ts';
import { tracked } from './stages/tracked.ts';

/** What a stage made of an item, of what else, and what it said. */
export interface Kept<R> {
  readonly result: R;
  readonly inputs: readonly unknown[];
  /** The files that it looked at, by path; undefined for those that were not there. */
  readonly files: ReadonlyMap<string, TreeFile | undefined>;
  /** Of these, those that it refers to. */
  readonly referred: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

const noFiles: ReadonlyMap<string, undefined> = new Map();
const noPaths: ReadonlySet<string> = new Set();

/**
 * What a stage makes of an item and its inputs: made once, and again only when an input is another one. Inputs are
 * compared by identity, lists of them member by member, which says the same as their digests do since all are
 * made once per content. What depends on more than that says so (`context.forget`) and is not kept.
 */
export function remember<R>(
  stage: Stage<Kept<R>>,
  item: object,
  inputs: readonly unknown[],
  context: Context,
  make: (context: Context) => R,
): R {
  const results = context.memo.of(stage);
  const kept = results.get(item);
  if (kept !== undefined && sameInputs(kept.inputs, inputs)) return said(kept, context);
  const { own, diagnostics, isKept } = listening(context);
  const made = { result: make(own), inputs, files: noFiles, referred: noPaths, diagnostics };
  if (isKept() && context.memo.lasting) results.set(item, made);
  return said(made, context);
}

/** The same for a stage that is done once for a whole tree. */
export function rememberWhole<R>(
  stage: Stage<Kept<R>>,
  inputs: readonly unknown[],
  context: Context,
  make: (context: Context) => R,
): R {
  return remember(stage, context.memo, inputs, context, make);
}

/** Makes and keeps the result of a stage that looks at files of the tree: they are inputs too. */
export async function keepReading<R>(
  stage: Stage<Kept<R>>,
  item: object,
  inputs: readonly unknown[],
  read: ReadTree,
  context: Context,
  make: (read: ReadTree, context: Context) => Promise<R>,
): Promise<Kept<R>> {
  const { own, diagnostics, isKept } = listening(context);
  const { read: watched, files, referred } = tracked(read);
  const made = { result: await make(watched, own), inputs, files, referred, diagnostics };
  if (isKept() && context.memo.lasting) context.memo.of(stage).set(item, made);
  said(made, context);
  return made;
}

/** What was kept by `keepReading`, if it still holds; without waiting for anything. */
export function recallReading<R>(
  stage: Stage<Kept<R>>,
  item: object,
  inputs: readonly unknown[],
  read: ReadTree,
  context: Context,
): Kept<R> | undefined {
  const kept = context.memo.of(stage).get(item);
  if (kept === undefined || !sameInputs(kept.inputs, inputs)) return undefined;
  for (const [path, file] of kept.files) if (read.files.get(path) !== file) return undefined;
  for (const path of kept.referred) read.refer(path);
  said(kept, context);
  return kept;
}

/** A context of its own for one result, which tells whether the result may be kept. */
function listening(context: Context): { own: Context; diagnostics: Diagnostic[]; isKept: () => boolean } {
  const diagnostics: Diagnostic[] = [];
  let doubted = false;
  const own: Context = {
    ...context,
    report: (...found) => void diagnostics.push(...found),
    forget: () => {
      doubted = true;
      context.forget();
    },
  };
  return { own, diagnostics, isKept: () => !doubted };
}

function said<R>({ result, diagnostics }: Kept<R>, context: Context): R {
  if (diagnostics.length > 0) context.report(...diagnostics);
  return result;
}

function sameInputs(known: readonly unknown[], given: readonly unknown[]): boolean {
  if (known === given) return true;
  if (known.length !== given.length) return false;
  for (let at = 0; at < known.length; at++) {
    const one = known[at];
    const other = given[at];
    if (one === other) continue;
    if (!Array.isArray(one) || !Array.isArray(other) || !sameInputs(one as unknown[], other as unknown[]))
      return false;
  }
  return true;
}

import type { Diagnostic } from '../kernel/index.ts';
import type { Context } from './context.ts';
import type { Stage } from './memo.ts';

/** What a stage made of an item, of what else, and what it said. */
export interface Kept<R> {
  readonly result: R;
  readonly inputs: readonly unknown[];
  readonly diagnostics: readonly Diagnostic[];
}

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
  const made = { result: make(own), inputs, diagnostics };
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

/** A context of its own for one result, which tells whether the result may be kept. */
export function listening(context: Context): {
  own: Context;
  diagnostics: Diagnostic[];
  isKept: () => boolean;
} {
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

/** What was kept, with what was said about it. */
export function said<R>({ result, diagnostics }: Kept<R>, context: Context): R {
  for (const diagnostic of diagnostics) context.report(diagnostic);
  return result;
}

/** Whether inputs are the same, lists among them member by member. */
export function sameInputs(known: readonly unknown[], given: readonly unknown[]): boolean {
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

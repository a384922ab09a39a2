import type { Context } from './context.ts';
import { type Lookup, type NotedEach, noted, sameLookups } from './lookups.ts';
import { type Stage, stage } from './memo.ts';
import { type Kept, listening, said, sameInputs } from './remember.ts';
import { runsNow } from './remember-runs.ts';
import type { Runs } from './runs.ts';

/** Results of a run, and what was looked up for them. */
interface LookedUp<R> extends Kept<readonly R[]> {
  readonly lookups: readonly Lookup[];
}

/** A stage that looks up what its items refer to. */
export interface LookupStage<T, R> {
  readonly runs: Stage<Runs<T>>;
  readonly results: Stage<LookedUp<R>>;
}

export function lookupStage<T, R>(name: string): LookupStage<T, R> {
  return { runs: stage(`runs: ${name}`), results: stage(name) };
}

/**
 * As `rememberRuns`, for items that refer to others by name: a run is made again only if something that it looked up
 * in one of the indexes is another one, whatever else has changed in them.
 */
export function rememberLookups<T, R, I extends readonly ReadonlyMap<unknown, unknown>[]>(
  { runs, results }: LookupStage<T, R>,
  items: readonly T[],
  indexes: I,
  inputs: readonly unknown[],
  context: Context,
  make: (item: T, context: Context, indexes: NotedEach<I>) => readonly R[],
): Runs<R> {
  const known = context.memo.of(results);
  const isSame = sameLookups(indexes);
  return runsNow(runs, items, context).map((run) => {
    const kept = known.get(run);
    if (kept !== undefined && sameInputs(kept.inputs, inputs) && isSame(kept.lookups)) {
      // With the indexes as they are now, so that those of before are let go.
      const lookups = kept.lookups.map(({ keys }, at) => ({ index: indexes[at] as I[number], keys }));
      known.set(run, { ...kept, lookups });
      return said(kept, context);
    }
    const { own, diagnostics, isKept } = listening(context);
    const notes = indexes.map(noted);
    // In the order of the indexes, so of their types.
    const asked = notes.map((note) => note.asked) as unknown as NotedEach<I>;
    const result = run.flatMap((item) => make(item, own, asked));
    const made = { result, inputs, diagnostics, lookups: notes.map(({ lookup }) => lookup) };
    if (isKept() && context.memo.lasting) known.set(run, made);
    return said(made, context);
  });
}

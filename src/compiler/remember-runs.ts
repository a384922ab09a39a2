import type { Context } from './context.ts';
import { type Stage, stage } from './memo.ts';
import { type Kept, remember } from './remember.ts';
import { inRuns, type Runs } from './runs.ts';

/** A stage that makes something of each item of a list. */
export interface RunStage<T, R> {
  readonly runs: Stage<Runs<T>>;
  readonly results: Stage<Kept<readonly R[]>>;
}

export function runStage<T, R>(name: string): RunStage<T, R> {
  return { runs: stage(`runs: ${name}`), results: stage(name) };
}

/**
 * What a stage makes of the items of a list and of inputs that all of them may depend on, in order. It is made again
 * for a run of items when one of them or an input is another one; the others are not looked at, and what was made of
 * them is the same array as before.
 */
export function rememberRuns<T, R>(
  { runs, results }: RunStage<T, R>,
  items: readonly T[],
  inputs: readonly unknown[],
  context: Context,
  make: (item: T, context: Context) => readonly R[],
): Runs<R> {
  return runsNow(runs, items, context).map((run) =>
    remember(results, run, inputs, context, (own) => run.flatMap((item) => make(item, own))),
  );
}

/** The runs of a list, as far as they can be those of before. */
export function runsNow<T>(runs: Stage<Runs<T>>, items: readonly T[], { memo }: Context): Runs<T> {
  const known = memo.of(runs);
  const now = inRuns(items, known.get(memo) ?? []);
  if (memo.lasting) known.set(memo, now);
  return now;
}

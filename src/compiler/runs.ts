/** Items in their order, some of a list after the others. */
export type Runs<T> = readonly (readonly T[])[];

/** All items in their order. (`flat` takes ten times as long, and most lists are put together at each compile.) */
export function joined<T>(runs: Runs<T>): T[] {
  const items: T[] = [];
  for (const run of runs) for (const item of run) items.push(item);
  return items;
}

const fewest = 8;
const most = 64;

/**
 * Cuts a list into runs of some ten items. A run of the list before that is found in this one, whole and in one
 * piece, is the same array as before: what was made of it still holds.
 */
export function inRuns<T>(items: readonly T[], before: Runs<T>): Runs<T> {
  // Short runs are joined with what is beside them: else every item that comes would leave one more.
  const heads = new Map(before.filter(({ length }) => length >= fewest).map((run) => [run[0], run]));
  const runs: (readonly T[])[] = [];
  let open: T[] = [];
  let at = 0;
  while (at < items.length) {
    const known = heads.get(items[at]);
    const isEnough = open.length === 0 || open.length >= fewest;
    if (known !== undefined && isEnough && isAt(items, at, known)) {
      runs.push(...pieces(open), known);
      open = [];
      at += known.length;
    } else {
      open.push(items[at] as T);
      at++;
    }
  }
  runs.push(...pieces(open));
  return runs.length === before.length && isAt(runs, 0, before) ? before : runs;
}

function isAt<T>(items: readonly T[], at: number, run: readonly T[]): boolean {
  return run.every((item, index) => items[at + index] === item);
}

function pieces<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / most);
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

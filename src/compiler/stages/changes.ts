export interface Changes<T> {
  readonly gone: ReadonlySet<T>;
  readonly came: readonly T[];
}

/** What one list has and the other has not, by identity. Costs little where the lists are nearly the same. */
export function changesBetween<T>(before: readonly T[], after: readonly T[]): Changes<T> {
  const gone = new Set<T>();
  const came = new Set<T>();
  const note = (old: T | undefined, young: T | undefined): void => {
    if (old === young) return;
    if (old !== undefined && !came.delete(old)) gone.add(old);
    if (young !== undefined && !gone.delete(young)) came.add(young);
  };
  if (before.length === after.length) {
    for (let at = 0; at < after.length; at++) note(before[at], after[at]);
    return { gone, came: [...came] };
  }
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  for (let at = start; at < before.length - end; at++) note(before[at], undefined);
  for (let at = start; at < after.length - end; at++) note(undefined, after[at]);
  return { gone, came: [...came] };
}

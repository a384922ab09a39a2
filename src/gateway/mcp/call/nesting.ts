/**
 * Does a JSON value have more levels of objects and lists than this? A short body can have so many that whatever
 * walks it recursively, as checking a schema does, runs out of stack.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((child) => isDeeperThan(child, levels - 1));
}

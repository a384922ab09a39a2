/** A path below a root in its one form: no `/` at the ends, no `.`; undefined when it climbs above the root. */
export function cleanSubPath(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

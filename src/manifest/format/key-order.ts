const first = ['apiVersion', 'kind', 'metadata'];

/** Where a key of a manifest stands: what it is first, what is wanted next, what a cluster added last. */
export function keyRank(key: string): number {
  const index = first.indexOf(key);
  if (index >= 0) return index;
  return key === 'status' ? first.length + 1 : first.length;
}

/** A commit as tables have it: twelve digits of it, and whether the tree held more than it. */
export function shortCommit(commit: string): string {
  const [id = '', ...rest] = commit.split('-');
  return [id.slice(0, 12), ...rest].join('-') || '-';
}

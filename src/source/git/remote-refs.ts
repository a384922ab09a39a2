/** What `git ls-remote --symref` says about a repository. */
export interface RemoteRefs {
  /** The branch that HEAD points to, when it exists. */
  readonly head: string | undefined;
  /** Ids by full name (`refs/heads/main`, `HEAD`); that of an annotated tag is the tag's own unless it was listed peeled. */
  readonly commits: ReadonlyMap<string, string>;
}

/** Reads the output of `git ls-remote --symref`. */
export function parseRemoteRefs(output: string): RemoteRefs {
  let head: string | undefined;
  const commits = new Map<string, string>();
  for (const line of output.split('\n')) {
    const symbolic = /^ref: refs\/heads\/(.+)\tHEAD$/.exec(line)?.[1];
    if (symbolic !== undefined) head = symbolic;
    const [, commit, name] = /^([0-9a-f]{40,64})\t(.+)$/.exec(line) ?? [];
    if (commit === undefined || name === undefined) continue;
    // the peeled entry of a tag follows the tag
    commits.set(name.replace(/\^\{\}$/, ''), commit);
  }
  return { head, commits };
}

/** Whether a name is a whole commit id, SHA-1 or SHA-256. */
export function isId(ref: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(ref);
}

/** Full names that a short one may mean, the likeliest first. */
export function fullNames(ref: string): readonly string[] {
  return ref === 'HEAD' || ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}

/** The branch to use when none is named: that of HEAD, or the only sensible one of a repository whose HEAD points nowhere. */
export function defaultBranch({ head, commits }: RemoteRefs): string | undefined {
  const branches = branchNames(commits.keys());
  if (head !== undefined && branches.includes(head)) return head;
  if (branches.length === 1) return branches[0];
  return ['main', 'master'].find((name) => branches.includes(name));
}

/** Short names of the branches among full names. */
export function branchNames(names: Iterable<string>): string[] {
  return shortNames(names, 'refs/heads/');
}

/** Short names of branches and tags, as a user would write them. */
export function writableNames(names: Iterable<string>): string[] {
  const all = [...names];
  return [...branchNames(all), ...shortNames(all, 'refs/tags/'), ...shortNames(all, 'refs/remotes/origin/')];
}

function shortNames(names: Iterable<string>, start: string): string[] {
  return [...names].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

import { isId } from './remote-refs.ts';

/** Who made a commit, when and for what. */
export interface CommitInfo {
  readonly sha: string;
  readonly author: string;
  readonly email: string;
  /** When it was committed, milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  /** Its first line, without control characters. */
  readonly subject: string;
}

export interface LoggedCommit extends CommitInfo {
  /** Paths that differ from its parent, from every parent for a merge; relative to the root of the repository. */
  readonly files: readonly string[];
}

const fields = 5;

/** Arguments of `git log` whose output `parseLog` reads; nothing of a user's configuration shows in it. */
export const logArguments: readonly string[] = [
  'log',
  '-z',
  '--no-show-signature',
  '--no-color',
  '--no-mailmap',
  '--encoding=UTF-8',
  '--format=%x01%H%x00%an%x00%ae%x00%ct%x00%s',
];

/** Arguments that add the files of each commit: no guessing of renames, merges only where they differ from all. */
export const nameArguments: readonly string[] = ['--topo-order', '--no-renames', '--name-only', '-c'];

/** Reads the output of `git log`; the newest commit first, as git gives them. */
export function parseLog(output: string): LoggedCommit[] {
  const commits: LoggedCommit[] = [];
  const tokens = output.split('\0');
  for (let at = 0; at < tokens.length; ) {
    const start = startOf(tokens[at]);
    if (start === undefined) {
      at++;
      continue;
    }
    const [author = '', email = '', seconds = '', subject = ''] = tokens.slice(at + 1, at + fields);
    at += fields;
    const files: string[] = [];
    for (; at < tokens.length && startOf(tokens[at]) === undefined; at++) {
      const path = files.length === 0 ? tokens[at]?.replace(/^\n/, '') : tokens[at];
      if (path) files.push(path);
    }
    commits.push({
      sha: start,
      author: oneLine(author),
      email: oneLine(email),
      time: Number(seconds) * 1000,
      subject: oneLine(subject),
      files,
    });
  }
  return commits;
}

function startOf(token: string | undefined): string | undefined {
  return token?.startsWith('\x01') && isId(token.slice(1)) ? token.slice(1) : undefined;
}

/** A message of a commit is written by anyone: it must not steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

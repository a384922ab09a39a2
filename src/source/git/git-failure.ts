import { type Problem, problem } from '../../kernel/index.ts';
import { problems } from '../problems.ts';
import type { GitFailure } from './git-client.ts';

/** What a message about a repository needs: its name without credentials, and how to take them out of a text. */
export interface Subject {
  readonly label: string;
  readonly timeoutMs: number;
  readonly redact: (text: string) => string;
}

const notFound = /repository .*not found|does not appear to be a git repository|error: 404|does not exist/i;
const untrusted = /host key verification failed|certificate|host identification has changed/i;
const refused =
  /authentication failed|could not read (username|password)|permission denied|access denied|invalid username or|error: 40[13]/i;
const unreachable =
  /could not resolve|failed to connect|couldn't connect|unable to connect|connection (refused|reset|timed out|closed)|network is unreachable|no route to host|timed out|disconnect|early eof|rpc failed|hung up|error: 5\d\d|empty reply|name or service not known|temporary failure/i;

/** The problem that a failure of git means to a user. */
export function gitProblem(failure: GitFailure, { label, timeoutMs, redact }: Subject): Problem {
  const { how } = failure;
  if (how === 'missing') return problem(problems.gitMissing, {});
  if (how === 'gone') return problem(problems.noDirectory, { path: label });
  if (how === 'timeout')
    return problem(problems.gitTimeout, { label, seconds: Math.round(timeoutMs / 100) / 10 });
  if (how === 'too-much')
    return problem(problems.gitFailed, { label, detail: 'it answered with more than can be held' });
  const lines = linesOf(redact(failure.stderr));
  const said = (pattern: RegExp): string | undefined => lines.find((line) => pattern.test(line));
  if (said(/dubious ownership/) !== undefined) return problem(problems.dubiousOwnership, { label });
  if (said(/^not a git repository/i) !== undefined) return problem(problems.notARepository, { label });
  for (const [kind, pattern] of [
    [problems.untrustedHost, untrusted],
    [problems.authenticationFailed, refused],
    [problems.remoteNotFound, notFound],
    [problems.unreachable, unreachable],
  ] as const) {
    const detail = said(pattern);
    if (detail !== undefined) return problem(kind, { label, detail });
  }
  return problem(problems.gitFailed, { label, detail: lines[0] ?? 'it ended without a word' });
}

/** The lines that say why, without git's own prefixes, without progress, and without control characters. */
function linesOf(stderr: string): string[] {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '' && !line.startsWith('warning:') && !line.startsWith('hint:'));
  const fatal = lines.filter((line) => /^(fatal|error): /.test(line));
  return [...fatal, ...lines.filter((line) => !fatal.includes(line))].map((line) =>
    line.replace(/^(fatal: |error: |remote: )+/, '').slice(0, 300),
  );
}

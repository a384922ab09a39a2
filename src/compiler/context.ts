import type { Diagnostic } from '../kernel/index.ts';
import type { Unbound } from './bind/dangling.ts';
import type { Memo, Work } from './memo.ts';

/** What the stages of one compile share: the memo, the counters, what has mistakes, and where findings go. */
export interface Context {
  readonly memo: Memo;
  readonly work: Work;
  readonly unbound: Unbound;
  report(...diagnostics: readonly Diagnostic[]): void;
  /** What is being made depends on more than it was given: it is made again next time. */
  forget(): void;
}

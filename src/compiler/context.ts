import type { Diagnostic } from '../kernel/index.ts';
import type { Memo, Work } from './memo.ts';

/** What the stages of one compile share: the memo, the counters, and where findings go. */
export interface Context {
  readonly memo: Memo;
  readonly work: Work;
  report(...diagnostics: readonly Diagnostic[]): void;
}

import type { SourceTree } from '../../../src/kernel/index.ts';
import type { Files } from '../support/small-tree.ts';

/** The smallest change to the small tree that causes a finding, and all that is then said. */
export interface FindingCase {
  readonly code: string;
  /** Which way to it, where there are several. */
  readonly what?: string;
  readonly files: Files;
  /** What the system refuses to give, and why. */
  readonly unreadable?: SourceTree['unreadable'];
  /** `CODE file:line:column message`, and the hint after an arrow; every finding of the compile. */
  readonly said: readonly string[];
}

/** Nearly the same, without the finding; others may be there. */
export interface SilentCase {
  readonly code: string;
  readonly what: string;
  readonly files: Files;
}

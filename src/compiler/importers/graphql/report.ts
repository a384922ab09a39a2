import type { Diagnostic } from '../../../kernel/index.ts';

/** Where the findings of one import go. */
export type Report = (diagnostic: Diagnostic) => void;

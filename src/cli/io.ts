import type { Clock, Random } from '../kernel/index.ts';
import type { Console } from './output/console.ts';
import type { Environment } from './server/login-file.ts';

/** What a command may touch: passed in, so that a test can stand in for each. */
export interface Io {
  readonly console: Console;
  readonly env: Environment;
  /** Aborts on SIGINT and SIGTERM; see `interruption.ts`. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
}

import type { ProblemKind } from '../kernel/index.ts';
import * as access from './access/problems.ts';
import * as audit from './audit/problems.ts';
import * as backends from './backends/problems.ts';
import * as credentials from './credentials/problems.ts';
import * as own from './problems.ts';
import * as secrets from './secrets/problems.ts';
import * as tls from './serve/tls/problems.ts';
import * as standalone from './standalone/problems.ts';

/** Every problem that this room reports, for `reshapr explain` and the reference page. */
export const gatewayProblems = [
  ...Object.values(own),
  ...Object.values(backends),
  ...Object.values(secrets),
  ...Object.values(credentials),
  ...Object.values(access),
  ...Object.values(standalone),
  ...Object.values(audit),
  ...Object.values(tls),
] as readonly ProblemKind<never>[];

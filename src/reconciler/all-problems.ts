import type { ProblemKind } from '../kernel/index.ts';
import * as admin from './admin/problems.ts';
import * as backup from './backup/problems.ts';
import * as deploy from './deploy/problems.ts';
import * as ownership from './ownership/problems.ts';
import * as plan from './plan/problems.ts';
import * as own from './problems.ts';
import * as tokens from './tokens/problems.ts';

/** Every problem that this room reports, for `reshapr explain` and the reference page. */
export const reconcilerProblems = [
  ...Object.values(own),
  ...Object.values(ownership),
  ...Object.values(backup),
  ...Object.values(plan),
  ...Object.values(deploy),
  ...Object.values(tokens),
  ...Object.values(admin),
] as readonly ProblemKind<never>[];

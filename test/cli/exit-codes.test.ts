import { expect, it } from 'vitest';
import { exitCodeOf, exitCodes } from '../../src/cli/exit-codes.ts';
import { planBlocked, planExpired, policyDenied } from '../../src/reconciler/plan/problems.ts';

it.each([
  [policyDenied.code, exitCodes.blocked],
  [planBlocked.code, exitCodes.blocked],
  [planExpired.code, exitCodes.error],
])('%s ends a command with %i', (code, expected) => {
  expect(exitCodeOf({ code })).toBe(expected);
});

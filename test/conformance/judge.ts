import { evidenceOf } from './evidence.ts';

export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string | undefined;
  readonly details?: unknown;
}

/** What came of one scenario. */
export interface ScenarioResult {
  readonly scenario: string;
  /** Checks that succeeded. */
  readonly passed: number;
  /** Checks that the suite itself left out. */
  readonly skipped: number;
  /** Ids of checks that did not succeed, warnings included, sorted. */
  readonly failed: readonly string[];
  /** What the suite says of them, a line each; for people, and no part of the recorded results. */
  readonly said: readonly string[];
}

/** Counts the checks of a scenario. One without proof (`evidence.ts`) has failed, whatever the suite says. */
export function judgeScenario(scenario: string, checks: readonly Check[]): ScenarioResult {
  const failures = checks.flatMap((check): { id: string; said: string }[] => {
    const { id, status, errorMessage } = check;
    if (status === 'FAILURE' || status === 'WARNING')
      return [{ id, said: `${id}: ${errorMessage ?? status}` }];
    const proven = evidenceOf[id]?.(check.details) ?? true;
    return proven ? [] : [{ id, said: `${id}: passed without proof: ${JSON.stringify(check.details)}` }];
  });
  const skipped = checks.filter(({ status }) => status === 'SKIPPED').length;
  return {
    scenario,
    passed: checks.length - skipped - failures.length,
    skipped,
    failed: [...new Set(failures.map(({ id }) => id))].sort(),
    said: failures.map(({ said }) => said),
  };
}

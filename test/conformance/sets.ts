import type { SuiteName } from './suites.ts';

/** One run of a suite: all the scenarios that its arguments choose, in one process, one after the other. */
export interface ScenarioSet {
  /** In results and in the docs. */
  readonly name: string;
  readonly suite: SuiteName;
  readonly args: readonly string[];
}

/** The sets that the product is measured by. */
export const scenarioSets: readonly ScenarioSet[] = [
  { name: '0.1.16, --suite all', suite: '0.1.16', args: ['--suite', 'all'] },
  {
    name: '0.1.16, --spec-version 2025-06-18',
    suite: '0.1.16',
    args: ['--suite', 'all', '--spec-version', '2025-06-18'],
  },
  {
    name: '0.2.0-alpha.12, --requirements 2025-11-25',
    suite: '0.2.0-alpha.12',
    args: ['--requirements', '2025-11-25'],
  },
  {
    name: '0.2.0-alpha.12, --requirements 2026-07-28',
    suite: '0.2.0-alpha.12',
    args: ['--requirements', '2026-07-28'],
  },
  {
    name: '0.2.0-alpha.12, --spec-version 2025-03-26',
    suite: '0.2.0-alpha.12',
    args: ['--scenario', 'server-session-lifecycle', '--spec-version', '2025-03-26'],
  },
];

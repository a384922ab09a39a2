import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

/** Nobody means 30 milliseconds. */
export const timeoutInSeconds = rule({
  name: 'timeout-in-seconds',
  scope: 'manifest',
  kind: findingKind<{ timeout: number }>({
    code: 'RSH6044',
    severity: 'warning',
    title: 'A timeout that looks like seconds',
    help: '`backendTimeout` is in milliseconds. Under 100 of them hardly any call over a network ends in time.',
    message: ({ timeout }) => `backendTimeout is in milliseconds: ${timeout} ends nearly every call`,
    hint: ({ timeout }) => `write ${timeout * 1000} for ${timeout} seconds`,
  }),
  bad: { 'plan.yaml': planText('backendTimeout: 30') },
  good: { 'plan.yaml': planText('backendTimeout: 30000') },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { backendTimeout } = manifest.spec;
    if (backendTimeout !== undefined && backendTimeout < 100)
      report({ timeout: backendTimeout }, manifest.at(['backendTimeout']));
  },
});

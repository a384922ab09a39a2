import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

/** A second attempt that no call gets. */
export const retryWithoutTime = rule({
  name: 'retry-without-time',
  scope: 'manifest',
  kind: findingKind<{ why: string }>({
    code: 'RSH6073',
    severity: 'warning',
    title: 'A retry that never comes',
    help: '`retry.attempts` counts the first attempt too, so one means none again. All attempts, and the time between them, share `backendTimeout`: when `backoffMs` is no shorter, the call is over before the second one.',
    message: ({ why }) => `no call is tried again: ${why}`,
    hint: () => 'write attempts: 2 or more, with a backoffMs well below backendTimeout',
  }),
  bad: { 'plan.yaml': planText('backendTimeout: 1000\nretry: { attempts: 3, backoffMs: 1000 }') },
  good: { 'plan.yaml': planText('backendTimeout: 1000\nretry: { attempts: 3, backoffMs: 100 }') },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { retry, backendTimeout = Infinity } = manifest.spec;
    if (retry === undefined) return;
    if (retry.attempts === 1)
      report({ why: 'there is one attempt in all' }, manifest.at(['retry', 'attempts']));
    else if ((retry.backoffMs ?? 0) >= backendTimeout)
      report(
        { why: `${retry.backoffMs} ms after the first attempt its ${backendTimeout} ms are over` },
        manifest.at(['retry', 'backoffMs']),
      );
  },
});

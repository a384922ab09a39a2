import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const [first, second] = ['1f'.repeat(32), '2e'.repeat(32)];

/** Two keys are valid at once while one is rotated; the same twice rotates nothing. */
export const repeatedKey = rule({
  name: 'repeated-key',
  scope: 'manifest',
  kind: findingKind<Record<string, never>>({
    code: 'RSH6050',
    severity: 'warning',
    title: 'A rotation between a key and itself',
    help: 'Two API keys may be valid at once, so that callers can move from one to the other. Both are the same here, so removing one later changes nothing.',
    message: () => 'both API keys are the same',
    hint: () => 'run `reshapr api-key create` for a new one, or keep one of the two',
  }),
  bad: { 'plan.yaml': planText(`apiKey: { sha256: [${first}, ${first}] }`) },
  good: { 'plan.yaml': planText(`apiKey: { sha256: [${first}, ${second}] }`) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { apiKey } = manifest.spec;
    if (typeof apiKey !== 'object') return;
    const [field, keys] = 'sha256' in apiKey ? ['sha256', apiKey.sha256] : ['from', apiKey.from];
    if (Array.isArray(keys) && keys.length === 2 && keys[0] === keys[1])
      report({}, manifest.at(['apiKey', field, 1]));
  },
});

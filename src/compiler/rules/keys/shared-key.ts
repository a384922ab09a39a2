import { findingKind } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

type Plan = ManifestOf<'ConfigurationPlan'>;

const [first, second] = ['1f'.repeat(32), '2e'.repeat(32)];
const files = (key: string): Record<string, string> => ({
  'plan.yaml': planText(`apiKey: { sha256: ${first} }`),
  'partners.yaml': planText(`apiKey: { sha256: ${key} }`).replace('name: all', 'name: partners'),
  'exposition.yaml': ['all', 'partners']
    .map((plan) =>
      manifestText(
        'Exposition',
        plan,
        `service: { name: Orders }\nconfigurationPlan: ${plan}\ngatewayGroup: default\nname: ${plan}`,
      ),
    )
    .join('---\n'),
});

/** A key that was made for one plan opens another one too: mostly a plan that was copied. */
export const sharedKey = rule({
  name: 'shared-key',
  scope: 'plans',
  kind: findingKind<{ plan: string }>({
    code: 'RSH6051',
    severity: 'warning',
    title: 'One API key for two plans',
    help: 'Whoever has the key of the other plan may call this one too. That happens when a plan is copied with its key. A key that is meant for both is better given by reference (`from`), where its name says so.',
    message: ({ plan }) => `the key of plan ${plan} opens this one too`,
    hint: () => 'run `reshapr api-key create` for a key of its own',
  }),
  bad: files(first),
  good: files(second),
  check: (plans, report) => {
    const holders = new Map<string, Plan>();
    for (const plan of plans)
      keysOf(plan).forEach((key, index) => {
        const holder = holders.get(key);
        if (holder === undefined) holders.set(key, plan);
        else if (holder !== plan) {
          const related = { ...holder.at(['apiKey', 'sha256']), message: 'the same key' };
          const path = keysOf(plan).length > 1 ? ['apiKey', 'sha256', index] : ['apiKey', 'sha256'];
          report({ plan: holder.name }, plan.at(path), [related]);
        }
      });
  },
});

const none: readonly string[] = [];

function keysOf({ spec: { apiKey } }: Plan): readonly string[] {
  if (typeof apiKey !== 'object' || !('sha256' in apiKey)) return none;
  return typeof apiKey.sha256 === 'string' ? [apiKey.sha256] : apiKey.sha256;
}

import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const exposed = manifestText(
  'Exposition',
  'north',
  'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: north\nname: north',
);
const group = (rollout: string): Record<string, string> => ({
  'exposition.yaml': exposed,
  'group.yaml': manifestText('GatewayGroup', 'north', `labels: { region: north }\nrollout: { ${rollout} }`),
});

/** A limit of errors that next to no call is measured against. */
export const limitWithoutBake = rule({
  name: 'limit-without-bake',
  scope: 'groups',
  kind: findingKind({
    code: 'RSH6038',
    severity: 'warning',
    title: 'A limit of errors, and no time to measure them',
    help: 'A gateway is held to `rollout.maxErrorRate` while its wave bakes. Without `rollout.bakeTimeMs` that is over with the second beat after the change: calls of some ten seconds decide, and where none come, nothing does.',
    message: () => 'maxErrorRate is measured while the wave bakes, and it does not',
    hint: () => 'add bakeTimeMs, such as 600000 for ten minutes',
  }),
  bad: group('maxErrorRate: 0.05'),
  good: group('maxErrorRate: 0.05, bakeTimeMs: 600000'),
  check: (groups, report) => {
    for (const { manifest } of groups) {
      const { maxErrorRate, bakeTimeMs = 0 } = manifest.spec.rollout ?? {};
      if (maxErrorRate !== undefined && bakeTimeMs === 0)
        report({}, manifest.at(['rollout', 'maxErrorRate'], 'key'));
    }
  },
});

import { compareText, findingKind } from '../../../kernel/index.ts';
import type { BoundGroup } from '../../bind/bound.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const exposed = (group: string): string =>
  manifestText(
    'Exposition',
    group,
    `service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: ${group}\nname: ${group}`,
  );
const both = { 'exposition.yaml': `${exposed('default')}---\n${exposed('second')}` };

/** Two groups with the same labels always have the same gateways. */
export const sameLabels = rule({
  name: 'same-labels',
  scope: 'groups',
  kind: findingKind<{ group: string; other: string }>({
    code: 'RSH6036',
    severity: 'warning',
    title: 'Two GatewayGroups with the same labels',
    help: 'Gateways belong to groups by labels, so these two always have the same gateways: what is placed on one is served by those of the other.',
    message: ({ group, other }) => `group ${group} has the labels of group ${other}, and so its gateways`,
    hint: () => 'give one of the two another label, or place everything on one',
  }),
  bad: { ...both, 'second.yaml': manifestText('GatewayGroup', 'second', 'labels: { env: dev }') },
  good: { ...both, 'second.yaml': manifestText('GatewayGroup', 'second', 'labels: { env: test }') },
  check: (groups, report) => {
    const holders = new Map<string, BoundGroup>();
    for (const group of groups) {
      const labels = Object.entries(group.manifest.spec.labels);
      if (labels.length === 0) continue;
      const key = JSON.stringify(labels.sort(([a], [b]) => compareText(a, b)));
      const other = holders.get(key);
      if (other === undefined) holders.set(key, group);
      else {
        const related = { ...other.manifest.at(['labels'], 'key'), message: 'the same labels' };
        report({ group: group.name, other: other.name }, group.manifest.at(['labels'], 'key'), [related]);
      }
    }
  },
});

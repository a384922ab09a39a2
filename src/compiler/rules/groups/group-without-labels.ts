import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

/** A gateway belongs to a group when each of its own labels is there: without labels, none that has any. */
export const groupWithoutLabels = rule({
  name: 'group-without-labels',
  scope: 'manifest',
  kind: findingKind<{ group: string }>({
    code: 'RSH6035',
    severity: 'warning',
    title: 'A GatewayGroup that hardly any gateway belongs to',
    help: 'A gateway belongs to a group when each of its own labels is in the group with the same value. A group without labels has only the gateways that have none, and those belong to every group.',
    message: ({ group }) => `no gateway that has labels belongs to group ${group}`,
    hint: () => 'give the group the labels that its gateways have',
  }),
  bad: { 'group.yaml': manifestText('GatewayGroup', 'default', 'labels: {}') },
  good: { 'group.yaml': manifestText('GatewayGroup', 'default', 'labels: { zone: north }') },
  check: (manifest, report) => {
    if (manifest.kind !== 'GatewayGroup' || Object.keys(manifest.spec.labels).length > 0) return;
    report({ group: manifest.spec.name ?? manifest.name }, manifest.at(['labels']));
  },
});

import { compareText, didYouMean, findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const exposed = (group: string): string =>
  manifestText(
    'Exposition',
    group,
    `service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: ${group}\nname: ${group}`,
  );
const groups = (label: string): Record<string, string> => ({
  'exposition.yaml': ['north', 'south', 'west'].map(exposed).join('---\n'),
  'group.yaml': [
    manifestText('GatewayGroup', 'north', 'labels: { region: north }'),
    manifestText('GatewayGroup', 'south', 'labels: { region: south }'),
    manifestText('GatewayGroup', 'west', `labels: { ${label}: west }`),
  ].join('---\n'),
});

/** A label that one group has and that looks like one that several others have. */
export const oddLabel = rule({
  name: 'odd-label',
  scope: 'groups',
  kind: findingKind<{ label: string; suggestion: string | undefined }>({
    code: 'RSH6037',
    severity: 'warning',
    title: 'A label that looks mistyped',
    help: 'One group has this label, and at least two others have one that is spelled nearly the same. Labels are compared letter by letter, so a mistyped one matches no gateway.',
    message: ({ label }) => `only this group has the label '${label}'`,
    hint: ({ suggestion }) => suggestion,
  }),
  bad: groups('regoin'),
  good: groups('region'),
  check: (groups, report) => {
    const uses = new Map<string, number>();
    for (const { manifest } of groups)
      for (const label of Object.keys(manifest.spec.labels)) uses.set(label, (uses.get(label) ?? 0) + 1);
    const common = [...uses].filter(([, count]) => count > 1).map(([label]) => label);
    for (const { manifest } of groups)
      for (const label of Object.keys(manifest.spec.labels).sort(compareText)) {
        if (uses.get(label) !== 1 || label.length < 3) continue;
        const other = common.filter((each) => !(each in manifest.spec.labels));
        const suggestion = didYouMean(label, other);
        if (suggestion !== undefined) report({ label, suggestion }, manifest.at(['labels', label], 'key'));
      }
  },
});

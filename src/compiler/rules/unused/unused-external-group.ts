import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const project = (groups: string): string =>
  manifestText('Project', 'shop', `organization: acme\nexternalGroups: [${groups}]\nrules: { RSH6060: off }`);

/** `externalGroups` lists what another source defines and an Exposition here uses. */
export const unusedExternalGroup = rule({
  name: 'unused-external-group',
  scope: 'tree',
  kind: findingKind<{ group: string; own: boolean }>({
    code: 'RSH6025',
    severity: 'warning',
    title: 'An external group that is none, or that nothing uses',
    help: '`externalGroups` lists the GatewayGroups of other sources that Expositions here refer to. A group of this source does not belong there, nor one that no Exposition names.',
    message: ({ group, own }) =>
      own ? `group '${group}' is defined in this source` : `no Exposition is placed on group '${group}'`,
    hint: () => 'remove it from externalGroups',
  }),
  bad: { 'reshapr.yaml': project('edge') },
  good: {
    'reshapr.yaml': project('edge'),
    'exposition.yaml': [
      manifestText(
        'Exposition',
        'orders',
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
      ),
      manifestText(
        'Exposition',
        'edge',
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: edge\nname: edge',
      ),
    ].join('---\n'),
  },
  check: ({ bound, incomplete }, report) => {
    if (incomplete) return;
    const { project, groups, expositions } = bound;
    const own = new Set(groups.map(({ name }) => name));
    const used = new Set(expositions.map(({ group }) => group));
    (project.spec.externalGroups ?? []).forEach((group, index) => {
      const at = project.at(['externalGroups', index]);
      if (own.has(group)) report({ group, own: true }, at);
      else if (!used.has(group)) report({ group, own: false }, at);
    });
  },
});

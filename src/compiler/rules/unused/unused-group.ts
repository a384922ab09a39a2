import { findingKind } from '../../../kernel/index.ts';
import { manifestsOf } from '../../bind/manifests.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const group = (name: string): string => manifestText('GatewayGroup', name, 'labels: { zone: north }');

/** Gateways of a group without an Exposition serve nothing of it. Another source may place something there. */
export const unusedGroup = rule({
  name: 'unused-group',
  scope: 'tree',
  kind: findingKind<{ group: string }>({
    code: 'RSH6022',
    severity: 'info',
    title: 'A GatewayGroup without an Exposition',
    help: 'No Exposition of this source is placed on this group. That is meant where other sources use it: those list it in `externalGroups`.',
    message: ({ group }) => `no Exposition of this source is placed on group ${group}`,
    hint: () => 'remove it, unless another source uses it',
  }),
  bad: { 'north.yaml': group('north') },
  good: {
    'north.yaml': group('north'),
    'exposition.yaml': [
      manifestText(
        'Exposition',
        'orders',
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
      ),
      manifestText(
        'Exposition',
        'north',
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: north\nname: north',
      ),
    ].join('---\n'),
  },
  check: ({ bound, incomplete }, report) => {
    if (incomplete) return;
    const used = new Set<string | undefined>([
      ...bound.expositions.map(({ group }) => group),
      ...manifestsOf(bound.manifests, 'Gateway').map(({ spec }) => spec.gatewayGroup),
    ]);
    for (const { name, manifest } of bound.groups)
      if (!used.has(name) && manifest.spec.sharedWith === undefined)
        report({ group: name }, manifest.nameAt());
  },
});

import { findingKind, type Location } from '../../../kernel/index.ts';
import type { BoundExposition, BoundGroup } from '../../bind/bound.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const partners = planText('').replace('name: all', 'name: partners');
const second = (name: string): string =>
  manifestText(
    'Exposition',
    'partners',
    `service: { name: Orders }\nconfigurationPlan: partners\ngatewayGroup: default${name}`,
  );

/** `/mcp/<organization>/<service>/<version>` serves one exposition per gateway; the others need a name. */
export const sharedServiceUrl = rule({
  name: 'shared-service-url',
  scope: 'tree',
  kind: findingKind<{ service: string; version: string; organization: string }>({
    code: 'RSH6030',
    severity: 'warning',
    title: 'Two endpoints for one readable URL',
    help: '`/mcp/<organization>/<service>/<version>` serves, on each gateway, the exposition that was added last. An exposition without `name` that shares it with another one may be hidden by that one, and is then reached by its id only. Expositions share it when a gateway can be in the groups of both: in one group, or in two that have a label in common.',
    message: ({ organization, service, version }) =>
      `/mcp/${organization}/${service}/${version} is shared with another exposition, and this one has no name`,
    hint: () => 'add name: so that it has a URL of its own',
  }),
  bad: {
    'partners.yaml': partners,
    'partners-exposition.yaml': second('\nname: partners'),
    'exposition.yaml': manifestText(
      'Exposition',
      'orders',
      'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default',
    ),
  },
  good: {
    'partners.yaml': partners,
    'partners-exposition.yaml': second('\nname: partners'),
    'exposition.yaml': manifestText(
      'Exposition',
      'orders',
      'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
    ),
  },
  check: ({ bound }, report) => {
    const groups = new Map(bound.groups.map((group) => [group.name, group]));
    const byService = new Map<string, BoundExposition[]>();
    for (const exposition of bound.expositions) {
      const { id } = exposition.plan.service;
      byService.set(id, [...(byService.get(id) ?? []), exposition]);
    }
    for (const expositions of byService.values())
      for (const exposition of expositions) {
        if (exposition.name !== undefined) continue;
        const other = expositions.find((each) => each !== exposition && mayMeet(each, exposition, groups));
        if (other === undefined) continue;
        const { name, version } = exposition.plan.service;
        const at: Location = exposition.manifest.nameAt();
        const related = { ...other.manifest.nameAt(), message: 'the other one is here' };
        report({ organization: bound.organization, service: name, version }, at, [related]);
      }
  },
});

/** Whether one gateway may serve both: all of its labels are in both groups. */
function mayMeet(a: BoundExposition, b: BoundExposition, groups: ReadonlyMap<string, BoundGroup>): boolean {
  if (a.group === b.group) return true;
  const labels = groups.get(a.group)?.manifest.spec.labels ?? {};
  const others = groups.get(b.group)?.manifest.spec.labels ?? {};
  return Object.entries(labels).some(([key, value]) => others[key] === value);
}

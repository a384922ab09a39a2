import { findingKind } from '../../../kernel/index.ts';
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
  scope: 'use',
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
  check: ({ service: { organization, name, version }, expositions, groups }, report) => {
    expositions.forEach((exposition, at) => {
      if (exposition.name !== undefined) return;
      const other = expositions.find(
        (each, index) => index !== at && mayMeet([each, groups[index]], [exposition, groups[at]]),
      );
      if (other === undefined) return;
      const related = { ...other.manifest.nameAt(), message: 'the other one is here' };
      report({ organization, service: name, version }, exposition.manifest.nameAt(), [related]);
    });
  },
});

type Placed = readonly [BoundExposition, BoundGroup | undefined];

/** Whether one gateway may serve both: all of its labels are in both groups. */
function mayMeet([a, ofA]: Placed, [b, ofB]: Placed): boolean {
  if (a.group === b.group) return true;
  const labels = ofA?.manifest.spec.labels ?? {};
  const others = ofB?.manifest.spec.labels ?? {};
  return Object.entries(labels).some(([key, value]) => others[key] === value);
}

import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

const exposition = (name: string, plan: string, group: string, slug = `\nname: ${name}`): string =>
  manifest(
    'Exposition',
    name,
    `service: { name: Orders }\nconfigurationPlan: ${plan}\ngatewayGroup: ${group}${slug}`,
  );
const partners = planWith('').replace('name: all', 'name: partners');
const group = (name: string, labels: string): string => manifest('GatewayGroup', name, `labels: ${labels}`);
const both = {
  'exposition.yaml': `${exposition('orders', 'all', 'default')}---\n${exposition('second', 'all', 'second')}`,
};
const three = (labels: string): Record<string, string> => ({
  'exposition.yaml': ['a', 'b', 'c'].map((name) => exposition(name, 'all', name)).join('---\n'),
  'group.yaml': `${group('a', '{ region: a }')}---\n${group('b', '{ region: b }')}---\n${group('c', labels)}`,
});

/** Rules about endpoints and the groups that serve them. */
export const placementCases: readonly FindingCase[] = [
  {
    code: 'RSH6038',
    files: { 'group.yaml': `${smallTree['group.yaml']}  rollout: { maxErrorRate: 0.05 }\n` },
    said: [
      'RSH6038 group.yaml:6:14 maxErrorRate is measured while the wave bakes, and it does not → add bakeTimeMs, such as 600000 for ten minutes',
    ],
  },
  {
    code: 'RSH6038',
    what: 'a bake of no time',
    files: { 'group.yaml': `${smallTree['group.yaml']}  rollout: { bakeTimeMs: 0, maxErrorRate: 0.05 }\n` },
    said: [
      'RSH6038 group.yaml:6:29 maxErrorRate is measured while the wave bakes, and it does not → add bakeTimeMs, such as 600000 for ten minutes',
    ],
  },
  {
    code: 'RSH6030',
    files: { 'more.yaml': `${partners}---\n${exposition('partners', 'partners', 'default')}` },
    said: [
      'RSH6030 exposition.yaml:3:19 /mcp/acme/Orders/1 is shared with another exposition, and this one has no name → add name: so that it has a URL of its own',
    ],
  },
  {
    code: 'RSH6030',
    what: 'neither has a name',
    files: { 'more.yaml': `${partners}---\n${exposition('partners', 'partners', 'default', '')}` },
    said: [
      'RSH6030 exposition.yaml:3:19 /mcp/acme/Orders/1 is shared with another exposition, and this one has no name → add name: so that it has a URL of its own',
      'RSH6030 more.yaml:11:19 /mcp/acme/Orders/1 is shared with another exposition, and this one has no name → add name: so that it has a URL of its own',
    ],
  },
  {
    code: 'RSH6030',
    what: 'groups that a gateway can be in both of',
    files: {
      'more.yaml': `${group('north', '{ env: dev, zone: north }')}---\n${exposition('north', 'all', 'north')}`,
    },
    said: [
      'RSH6030 exposition.yaml:3:19 /mcp/acme/Orders/1 is shared with another exposition, and this one has no name → add name: so that it has a URL of its own',
    ],
  },
  {
    code: 'RSH6035',
    files: { 'group.yaml': group('default', '{}') },
    said: [
      'RSH6035 group.yaml:5:11 no gateway that has labels belongs to group default → give the group the labels that its gateways have',
    ],
  },
  {
    code: 'RSH6035',
    what: 'a list of nothing',
    files: {
      'group.yaml': manifest('GatewayGroup', 'main', 'name: default\nkeepOnDelete: true\nlabels:\n  {}'),
    },
    said: [
      'RSH6035 group.yaml:8:5 no gateway that has labels belongs to group default → give the group the labels that its gateways have',
    ],
  },
  {
    code: 'RSH6036',
    files: { ...both, 'more.yaml': group('second', '{ env: dev }') },
    said: [
      'RSH6036 more.yaml:5:3 group second has the labels of group default, and so its gateways → give one of the two another label, or place everything on one',
    ],
  },
  {
    code: 'RSH6036',
    what: 'in another order',
    files: {
      ...both,
      'group.yaml': group('default', '{ env: dev, zone: a }'),
      'more.yaml': group('second', '{ zone: a, env: dev }'),
    },
    said: [
      'RSH6036 more.yaml:5:3 group second has the labels of group default, and so its gateways → give one of the two another label, or place everything on one',
    ],
  },
  {
    code: 'RSH6037',
    files: three('{ regoin: c }'),
    said: ["RSH6037 group.yaml:17:13 only this group has the label 'regoin' → did you mean 'region'?"],
  },
  {
    code: 'RSH6037',
    what: 'in upper case',
    files: three('{ zone: c, Region: c }'),
    said: ["RSH6037 group.yaml:17:22 only this group has the label 'Region' → did you mean 'region'?"],
  },
];

export const placementSilent: readonly SilentCase[] = [
  {
    code: 'RSH6038',
    what: 'a bake without a limit',
    files: { 'group.yaml': `${smallTree['group.yaml']}  rollout: { bakeTimeMs: 600000 }\n` },
  },
  {
    code: 'RSH6030',
    what: 'groups without a common label',
    files: {
      'more.yaml': `${group('north', '{ env: test }')}---\n${exposition('north', 'all', 'north')}`,
    },
  },
  {
    code: 'RSH6030',
    what: 'both have names',
    files: {
      'exposition.yaml': exposition('orders', 'all', 'default'),
      'more.yaml': `${partners}---\n${exposition('partners', 'partners', 'default')}`,
    },
  },
  {
    code: 'RSH6030',
    what: 'two versions of a service',
    files: {
      'more.yaml': manifest('Service', 'orders-2', 'file: orders.yaml\nversion: "2"'),
      'exposition.yaml': (smallTree['exposition.yaml'] ?? '').replace('Orders }', 'Orders, version: "1" }'),
    },
  },
  { code: 'RSH6035', what: 'one label', files: { 'group.yaml': group('default', '{ a: b }') } },
  {
    code: 'RSH6036',
    what: 'one label more',
    files: { ...both, 'more.yaml': group('second', '{ env: dev, zone: a }') },
  },
  { code: 'RSH6037', what: 'a label of its own', files: three('{ colour: c }') },
  { code: 'RSH6037', what: 'both labels', files: three('{ region: c, regions: c }') },
];

import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, smallTree } from '../support/small-tree.ts';

const spec = (title: string, version: string): string =>
  (smallTree['orders.yaml'] ?? '').replace(
    'title: Orders, version: "1"',
    `title: ${title}, version: "${version}"`,
  );
const service = (more: string): string => manifest('Service', 'orders', `file: orders.yaml\n${more}`);

/** Rules about what a Service is called. */
export const identityCases: readonly FindingCase[] = [
  {
    code: 'RSH6080',
    files: { 'orders.yaml': spec('Orders', '2'), 'service.yaml': service('version: "1"') },
    said: [
      'RSH6080 service.yaml:6:12 this Service is version 1, its spec says 2 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH6080',
    what: 'beside another name',
    files: {
      'orders.yaml': spec('The orders of the shop', '1.0.3'),
      'service.yaml': service('name: Orders\nversion: "1"'),
    },
    said: [
      'RSH6080 service.yaml:7:12 this Service is version 1, its spec says 1.0.3 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH6081',
    files: { 'orders.yaml': spec('orders', '1'), 'service.yaml': service('name: Orders') },
    said: [
      "RSH6081 service.yaml:6:9 this Service is called 'Orders', its spec 'orders' → remove name: here, or write orders",
    ],
  },
  {
    code: 'RSH6081',
    what: 'in the singular',
    files: { 'orders.yaml': spec('Order', '1'), 'service.yaml': service('name: Orders') },
    said: [
      "RSH6081 service.yaml:6:9 this Service is called 'Orders', its spec 'Order' → remove name: here, or write Order",
    ],
  },
];

export const identitySilent: readonly SilentCase[] = [
  { code: 'RSH6080', what: 'the same', files: { 'service.yaml': service('version: "1"') } },
  {
    code: 'RSH6080',
    what: 'the spec says none',
    files: {
      'orders.yaml': (smallTree['orders.yaml'] ?? '').replace(', version: "1"', ''),
      'service.yaml': service('version: "1"'),
    },
  },
  {
    code: 'RSH6081',
    what: 'another name',
    files: { 'orders.yaml': spec('Shop', '1'), 'service.yaml': service('name: Orders') },
  },
  { code: 'RSH6081', what: 'the same', files: { 'service.yaml': service('name: Orders') } },
];

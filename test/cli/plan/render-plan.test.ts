import { describe, expect, it } from 'vitest';
import { renderPlan } from '../../../src/cli/plan/render-plan.ts';
import type { Contract, PlanChange } from '../../../src/reconciler/index.ts';
import { plain } from '../support/test-io.ts';

const digest = 'ab'.repeat(32);
const contract = (changes: PlanChange[], base?: Contract['base']): Contract => ({
  format: 'plan@1',
  organization: 'acme',
  source: 'shop',
  ...(base === undefined ? {} : { base }),
  head: { snapshot: digest, provenance: digest },
  compiler: '0.1.0',
  changes,
});
const at = { file: 'a.yaml', line: 3, column: 1 };

describe('a plan for a person', () => {
  it('says that nothing changes', () => {
    const text = plain(renderPlan(contract([], { sequence: 7, snapshot: digest }), digest));
    expect(text).toBe('Source shop of organization acme, on top of: revision 7\n\nNo changes.');
  });

  it('lists manifests, then tools, each with its place', () => {
    const changes: PlanChange[] = [
      { type: 'manifest', action: 'added', kind: 'Service', name: 'Orders:1', at },
      { type: 'manifest', action: 'removed', kind: 'GatewayGroup', name: 'edge' },
      {
        type: 'tool',
        action: 'changed',
        service: 'Orders:1',
        tool: 'get_orders',
        endpoints: ['orders', 'staff'],
        fields: ['description', 'inputSchema'],
        at: { file: 'specs/orders.yaml', line: 12, column: 5 },
      },
      {
        type: 'tool',
        action: 'removed',
        service: 'Orders:1',
        tool: 'delete_orders',
        endpoints: ['a', 'b', 'c', 'd'],
        fields: [],
        at,
      },
    ];
    expect(plain(renderPlan(contract(changes), digest)).split('\n')).toEqual([
      'Source shop of organization acme, on top of: nothing is deployed yet',
      '',
      'Manifests',
      '  + Service Orders:1  a.yaml:3:1',
      '  - GatewayGroup edge',
      '',
      'Tools',
      '  ~ get_orders (description, inputSchema) on orders, staff  specs/orders.yaml:12:5',
      '  - delete_orders on 4 endpoints  a.yaml:3:1',
      '',
      'Manifests: 1 added, 0 changed, 1 removed. Tools: 0 added, 1 changed, 1 removed.',
      `plan ${digest.slice(0, 12)}`,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { renderGateway, renderStatus } from '../../../src/cli/output/status.ts';
import type { admin } from '../../../src/wire/index.ts';
import { plain } from '../support/test-io.ts';

const now = 1_800_000_000_000;
const view = { epoch: 1, sequence: 4, digest: 'ab'.repeat(32), revision: 3 };
const gateway: admin.Gateway = {
  id: 'edge-1',
  instanceId: 'i-1',
  labels: { zone: 'public' },
  groups: ['public'],
  fqdns: ['mcp.example.com'],
  softwareVersion: '0.1.0',
  presence: 'connected',
  state: 'active',
  desired: view,
  staged: undefined,
  active: view,
  findings: [],
  lastHeardMs: now - 2_000,
  connectedAtMs: now - 7_200_000,
  calls: 12,
  errors: 1,
};
const group = (name: string, labels: Record<string, string>, gateways: string[]): admin.GatewayGroup => ({
  id: name,
  name,
  labels,
  organization: 'acme',
  gateways,
  source: 'shop',
});
const status: admin.Status = {
  organization: 'acme',
  serverVersion: '0.1.0',
  sources: [
    {
      id: 'shop',
      head: {
        sequence: 3,
        source: 'shop',
        snapshot: 'cd'.repeat(32),
        provenance: '',
        plan: '',
        commit: '0123456789abcdef0123456789abcdef01234567',
        author: 'git sync',
        reason: 'sync',
        restores: 0,
        atMs: now - 60_000,
        outcome: 'completed',
        why: [],
        manifests: '',
        kept: true,
      },
      sync: {
        address: 'https://git.example.com/shop.git#main',
        commit: 'fedcba9876543210fedcba9876543210fedcba98',
        state: 'failed',
        problems: ['plans/a.yaml:3:1: unknown field (RSH2004)'],
        checkedAtMs: now,
      },
    },
  ],
  gateways: [gateway],
  groups: [group('public', { zone: 'public' }, ['edge-1']), group('staff', { zone: 'staff' }, [])],
};

describe('the status of an organization', () => {
  it('shows sources, why one does not sync, gateways, and groups without one', () => {
    expect(plain(renderStatus(status, now)).split('\n')).toEqual([
      'Organization acme',
      '',
      'SOURCE  REVISION  SNAPSHOT      COMMIT        APPLIED                   SYNC',
      'shop    3         cdcdcdcdcdcd  0123456789ab  sync by git sync, 1m ago  failed at fedcba987654',
      'shop: plans/a.yaml:3:1: unknown field (RSH2004)',
      '',
      'GATEWAY  GROUPS  PRESENCE   STATE   REVISION  HEARD',
      'edge-1   public  connected  active  3         2s ago',
      '',
      'Groups without a gateway: staff',
    ]);
  });

  it('says what is not there yet', () => {
    const empty = { ...status, sources: [], gateways: [], groups: [] };
    expect(plain(renderStatus(empty, now))).toBe(
      'Organization acme\n\nNo source was applied yet.\n\nNo gateway is registered.',
    );
  });

  it('keeps gateways apart that were not heard for long, and tells findings', () => {
    const gateways = [
      { ...gateway, state: 'rejected', findings: ['fleet: too large (RSH9101)'] },
      { ...gateway, id: 'old', presence: 'unsynchronized', lastHeardMs: now - 600_000 },
    ];
    const text = plain(renderStatus({ ...status, gateways }, now));
    expect(text).toContain('edge-1: fleet: too large (RSH9101)');
    expect(text).toContain('Unsynchronized: old (heard 10m ago)');
    expect(text).not.toMatch(/^old /m);
  });
});

describe('one gateway in full', () => {
  it('explains each group', () => {
    expect(plain(renderGateway(gateway, status, now)).split('\n')).toEqual([
      'edge-1',
      '  presence: connected, heard 2s ago, connected 2h ago',
      '  state: active',
      '  labels: zone=public',
      '  hosts: mcp.example.com',
      '  version: 0.1.0, instance i-1',
      '  calls: 12, failed by the gateway: 1',
      '  desired: abababababab (epoch 1, sequence 4, revision 3)',
      '  active: abababababab (epoch 1, sequence 4, revision 3)',
      'Groups',
      '  public: yes',
      expect.stringMatching(/^ {2}staff: no, .*zone/),
    ]);
  });

  it('says what labels and what tokens keep away', () => {
    const labelless = { ...gateway, labels: {}, groups: [] };
    const text = plain(renderGateway(labelless, status, now));
    expect(text).toContain('labels: (none: it matches every group)');
    expect(text).toContain('staff: no, the token does not allow it');
  });
});

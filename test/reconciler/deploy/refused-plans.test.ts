import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contractDigest } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { type Relay, relayTo } from '../../e2e/support/relay.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { type Planned, plan, type RequestChanges, requestOf, upload } from '../support/planned.ts';
import { type BenchGateway, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

const tree = (path: string) => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': withoutAny + vault + denial,
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'Something.' }),
});

/** What a plan may come upon: a group that is protected, and a policy. */
const document = (text: string): string => `---\napiVersion: reshapr.io/v1alpha1\n${text}\n`;
const vault = document(
  'kind: GatewayGroup\nmetadata: { name: vault }\nspec: { labels: { env: vault }, protected: true }',
);
const denial = document(
  `kind: Policy\nmetadata: { name: no-secrets }\nspec: { severity: deny, message: no secrets, expression: 'plan.exposure.all(e, !("get_secret" in e.tools))' }`,
);
const withoutAny = group('default', { env: 'dev' });

let bench: StreamBench;
let relay: Relay;
let gateway: BenchGateway;
/** A plan that was applied, and one that was made before that. */
let applied: Planned;
let stale: Planned;

beforeAll(async () => {
  bench = await openStreamBench();
  relay = await relayTo(bench.port);
  gateway = await bench.gateway('gw', { port: relay.port });
  await bench.apply(tree('/first'));
  await deployed(1);
  stale = await planned('/stale');
  applied = await planned('/second');
  await bench.plane.apply(requestOf(applied));
  await deployed(2);
  expect(gateway.tools('acme', 'orders')).toEqual(['get_second']);
});
afterAll(async () => {
  await bench.close();
  relay.close();
});

function deployed(sequence: number): Promise<void> {
  const now = (): number => organizationOf(bench.plane.ledger.state(), 'acme').deployed;
  return vi.waitFor(() => expect(now()).toBe(sequence), 15_000);
}

async function planned(path: string, more: Readonly<Record<string, string>> = {}): Promise<Planned> {
  const made = await plan(bench.plane, { ...tree(path), ...more });
  await upload(bench.plane, made);
  return made;
}

const altered = (made: Planned, change: Partial<Planned['contract']>): Planned => {
  const contract = { ...made.contract, ...change };
  return { ...made, contract, planDigest: contractDigest(contract) };
};

/** Bytes that passed between the gateway and its control plane, either way, while something was tried. */
async function passedWhile(attempt: () => Promise<unknown>): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  relay.reset();
  await attempt();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return relay.passed();
}

describe('at the sockets', () => {
  it.each<[string, string, () => Promise<[Planned, RequestChanges?]>]>([
    ['stale', 'RSH8022', async () => [stale]],
    ['expired', 'RSH8023', async () => [await planned('/new'), { expiresAt: bench.clock.now() - 1 }]],
    ['replayed', 'RSH8061', async () => [applied, { expiresAt: bench.clock.now() + 1_000 }]],
    ['replayed as if it were new', 'RSH8061', async () => [applied]],
    [
      'tampered in its digest',
      'RSH8024',
      async () => [await planned('/new'), { planDigest: 'a'.repeat(64) }],
    ],
    ['tampered in its changes', 'RSH8024', async () => [altered(await planned('/new'), { changes: [] })]],
    [
      'made on a base that never was',
      'RSH8022',
      async () => [altered(await planned('/new'), { base: { sequence: 2, snapshot: 'b'.repeat(64) } })],
    ],
    ['blocked by a policy that denies', 'RSH8041', async () => [await planned('/secret')]],
    [
      'blocked by a policy that it removes itself',
      'RSH8041',
      async () => [await planned('/secret', { 'groups.yaml': withoutAny + vault })],
    ],
    [
      'blocked by protection',
      'RSH8042',
      async () => [await planned('/new', { 'groups.yaml': withoutAny + denial })],
    ],
    [
      'errored: its snapshot is not whole',
      'RSH8021',
      async () => {
        const made = await planned('/new');
        return [altered(made, { head: { ...made.contract.head, snapshot: 'c'.repeat(64) } })];
      },
    ],
  ])('a plan that is %s is refused before a byte reaches a gateway', async (_, code, make) => {
    const [made, changes] = await make();
    const refused = (): Promise<unknown> =>
      expect(bench.plane.apply(requestOf(made, changes))).rejects.toMatchObject({ code });
    expect(await passedWhile(refused)).toBe(0);
    expect(organizationOf(bench.plane.ledger.state(), 'acme').revisions).toHaveLength(2);
    expect(gateway.tools('acme', 'orders')).toEqual(['get_second']);
  });

  it('and one that is none of that is seen there', async () => {
    const made = await planned('/third');
    const bytes = await passedWhile(async () => {
      await bench.plane.apply(requestOf(made));
      await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_third']);
    });
    expect(bytes).toBeGreaterThan(500);
  });
});

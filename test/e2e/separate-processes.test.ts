import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../examples/backend/server.mjs';
import { edit, exampleTree, type Gateway, type Installation, install } from './support/installation.ts';
import { toolNames } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';

/** Control plane, gateways and command line as separate processes, over TLS with tokens. */
describe('separate processes', () => {
  const keys = { HAVN_TRAVELLER_KEY: 'traveller-key', HAVN_STAFF_KEY: 'staff-key' };
  const staff = { 'x-reshapr-key': 'staff-key' };
  let backend: Server;
  let installation: Installation;
  let tree: string;
  let publicGateway: Gateway;
  let staffGateway: Gateway;
  let both: Gateway;

  beforeAll(async () => {
    backend = await startBackend(0);
    installation = await install({ organization: 'havn' });
    tree = await exampleTree(installation.directory, (backend.address() as AddressInfo).port);
    publicGateway = await installation.gateway('public', 'zone=public', { env: keys });
    staffGateway = await installation.gateway('staff', 'zone=staff', { env: keys });
    both = await installation.gateway('both', 'env=demo', { env: keys });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  it('plans, and changes nothing by it', async () => {
    const plan = await installation.spawn('plan', tree, '--detailed-exitcode');
    expect(plan.code).toBe(2);
    expect(plan.out).toContain('+ Service Timetable:1.0  services/services.yaml:2:1');
    expect(plan.out).toContain('· endpoint timetable: new at /mcp/havn/timetable, with');
    expect(await toolNames(publicGateway.url('/mcp/havn/timetable'))).toBe(404);
  });

  it('applies, and returns when every gateway serves it', async () => {
    const apply = await installation.spawn('apply', tree, '--yes');
    expect(apply).toMatchObject({ code: 0, out: expect.stringContaining('Applied: revision 1') });
    expect(apply.out).toContain('3 gateways active');
    const again = await installation.spawn('plan', tree, '--detailed-exitcode');
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('No changes.') });
  });

  it('serves exactly the expositions of the groups that a gateway matches', async () => {
    const timetable = [
      'find_car_sailings',
      'get_ports',
      'get_ports_code',
      'get_sailings',
      'get_sailings_id',
      'plan_round_trip',
    ];
    const fleet = [
      'get_vessels',
      'get_vessels_name',
      'get_vessels_name_notices',
      'post_vessels_name_notices',
      'put_vessels_name_state',
    ];
    expect(await toolNames(publicGateway.url('/mcp/havn/timetable'))).toEqual(timetable);
    expect(await toolNames(publicGateway.url('/mcp/havn/fleet'), staff)).toBe(404);
    expect(await toolNames(staffGateway.url('/mcp/havn/fleet'), staff)).toEqual(fleet);
    expect(await toolNames(staffGateway.url('/mcp/havn/timetable'))).toBe(404);
    expect(await toolNames(both.url('/mcp/havn/timetable'))).toEqual(timetable);
    expect(await toolNames(both.url('/mcp/havn/fleet'), staff)).toEqual(fleet);
  });

  it('asks for the key where the plan says so', async () => {
    expect(await toolNames(staffGateway.url('/mcp/havn/fleet'))).toBe(401);
    expect(await toolNames(staffGateway.url('/mcp/havn/fleet'), { 'x-reshapr-key': 'traveller-key' })).toBe(
      401,
    );
  });

  it('answers at the service, and names the endpoint that is preferred', async () => {
    const response = await fetch(publicGateway.url('/mcp/havn/Timetable/1.0'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-reshapr-preferred-endpoint')).toBe('/mcp/havn/timetable');
  });

  it('shows all gateways active on the same revision', async () => {
    const status = JSON.parse((await installation.spawn('status', '--output', 'json')).out);
    const shown = status.gateways.map((gateway: Record<string, unknown>) => [
      gateway.id,
      gateway.state,
      (gateway.active as { revision: number }).revision,
    ]);
    expect(shown).toEqual([
      ['both', 'active', 1],
      ['public', 'active', 1],
      ['staff', 'active', 1],
    ]);
  });

  it('moves expositions with a relabelled group, without a restart', async () => {
    const pids = [publicGateway, staffGateway].map((gateway) => gateway.process.pid);
    await edit(join(tree, 'groups', 'groups.yaml'), 'zone: staff', 'zone: public');
    const apply = await installation.spawn('apply', tree, '--yes');
    expect(apply.code).toBe(0);
    expect(await toolNames(publicGateway.url('/mcp/havn/fleet'), staff)).toHaveLength(5);
    expect(await toolNames(staffGateway.url('/mcp/havn/fleet'), staff)).toBe(404);
    expect([publicGateway, staffGateway].map((gateway) => gateway.process.pid)).toEqual(pids);
    expect(publicGateway.process.child.exitCode).toBeNull();
  });
});

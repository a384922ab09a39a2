import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, install } from './support/installation.ts';
import { reshapr } from './support/processes.ts';

/** An HTTP proxy that does CONNECT, and remembers to where. */
function connectProxy(targets: string[]): Promise<Server> {
  const server = createServer();
  server.on('connect', (request, client, head) => {
    targets.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const targets: string[] = [];
let proxy: Server;
let installation: Installation;

beforeAll(async () => {
  proxy = await connectProxy(targets);
  installation = await install();
});

afterAll(async () => {
  await installation.close();
  proxy.close();
});

const proxyUrl = (): string => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

it('takes the stream through HTTPS_PROXY', async () => {
  const env = { HTTPS_PROXY: proxyUrl(), NO_PROXY: '' };
  const gateway = await installation.gateway('inside', 'env=dev', { early: true, env });
  await gateway.process.seen(/registered/);
  expect(new Set(targets)).toEqual(new Set([`127.0.0.1:${installation.grpcPort}`]));

  const check = await reshapr(['gateway', '--check'], { ...gateway.env, RESHAPR_GATEWAY_ID: 'another' });
  expect(check.out).toMatch(/proxy +HTTPS_PROXY is set: http:\/\/127\.0\.0\.1/);
  expect(check.out).toMatch(/token +accepted for organization acme/);
});

it('goes past it to the hosts of NO_PROXY', async () => {
  targets.length = 0;
  const env = { HTTPS_PROXY: proxyUrl(), NO_PROXY: '127.0.0.1' };
  const gateway = await installation.gateway('direct', 'env=dev', { early: true, env });
  await gateway.process.seen(/registered/);
  expect(targets).toEqual([]);
});

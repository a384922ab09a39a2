import { expect, test } from 'vitest';
import { hostGuard } from '../../../../src/gateway/mcp/http/host-guard.ts';
import { acceptBoth, send } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const allowed = ['gateway.example.com:7777', '*.tools.example.com', '10.0.0.5', '[fd00::1]', '', 'bad host/'];

test.each<{ host?: string; origin?: string; status: 'passes' | 403 }>([
  { host: 'localhost:7777', status: 'passes' },
  { host: 'LOCALHOST', status: 'passes' },
  { host: '127.0.0.1:1', status: 'passes' },
  { host: '[::1]:7777', status: 'passes' },
  { host: 'gateway.example.com', status: 'passes' },
  { host: 'Gateway.Example.com:443', status: 'passes' },
  { host: 'a.tools.example.com', status: 'passes' },
  { host: 'a.b.tools.example.com:8', status: 'passes' },
  { host: 'tools.example.com', status: 403 },
  { host: '.tools.example.com', status: 403 },
  { host: 'eviltools.example.com', status: 403 },
  { host: '10.0.0.5:80', status: 'passes' },
  { host: '[fd00::1]:80', status: 'passes' },
  { host: '[fd00::2]:80', status: 403 },
  { host: 'evil.example.com', status: 403 },
  { host: 'localhost.evil.com', status: 403 },
  { host: 'localhost:7777@evil.com', status: 403 },
  { host: 'evil.com:localhost', status: 403 },
  { host: '', status: 403 },
  { status: 403 },
  { host: 'localhost', origin: 'http://localhost:3000', status: 'passes' },
  { host: 'localhost', origin: 'https://gateway.example.com', status: 'passes' },
  { host: 'localhost', origin: 'http://[::1]:5173', status: 'passes' },
  { host: 'localhost', origin: 'http://evil.example.com', status: 403 },
  { host: 'localhost', origin: 'http://localhost.evil.com', status: 403 },
  { host: 'localhost', origin: 'http://localhost@evil.com', status: 403 },
  { host: 'localhost', origin: 'null', status: 403 },
  { host: 'localhost', origin: '', status: 403 },
  { host: 'localhost', origin: 'file://', status: 403 },
  { host: 'localhost', origin: 'chrome-extension://abcdef', status: 403 },
  { host: 'evil.example.com', origin: 'http://localhost', status: 403 },
])('Host $host, Origin $origin: $status', ({ host, origin, status }) => {
  const guard = hostGuard(allowed);
  const fault = guard({ ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) });
  expect(fault?.status ?? 'passes').toBe(status);
});

test('without the check every name passes', () => {
  expect(hostGuard('any')({ host: 'evil.example.com', origin: 'http://evil.example.com' })).toBeUndefined();
});

test('a page that points its own name here gets nothing', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [] }]);
  const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const url = gateway.url('/mcp/abcd');
  const rebound = await send(url, { headers: { ...acceptBoth, host: 'evil.example.com' }, body });
  expect(rebound).toMatchObject({ status: 403, json: { error: { code: -32600 } } });
  const own = await send(url, { headers: { ...acceptBoth, origin: 'http://127.0.0.1:9' }, body });
  expect(own.status).toBe(200);
});

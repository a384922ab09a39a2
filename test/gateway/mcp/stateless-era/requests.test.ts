import { describe, expect, test } from 'vitest';
import { type FakeEndpoint, textResult } from '../support/fake-surfaces.ts';
import { rpc, stateless, statelessHeaders, statelessMeta } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoint: FakeEndpoint = {
  id: 'abcd',
  tools: [
    {
      name: 'get',
      run: () => textResult('{"a":1}', { structuredContent: { a: 1 } }),
    },
  ],
};
const serverInfo = { 'io.modelcontextprotocol/serverInfo': { name: 'Orders MCP server', version: '1.2' } };
const version = 'io.modelcontextprotocol/protocolVersion';

describe('a request of 2026-07-28 is answered with', () => {
  const call = { name: 'get', arguments: {} };
  const rows: readonly {
    readonly name: string;
    readonly method?: string;
    readonly params?: Record<string, unknown>;
    readonly headers?: Record<string, string>;
    readonly without?: string;
    readonly status: number;
    readonly code?: number;
    readonly data?: unknown;
  }[] = [
    { name: 'a call', method: 'tools/call', params: call, status: 200 },
    { name: 'no _meta', params: { _meta: undefined }, status: 400, code: -32602 },
    { name: 'a _meta that is a text', params: { _meta: 'x' }, status: 400, code: -32602 },
    {
      name: 'no version in _meta',
      params: { _meta: { ...statelessMeta, [version]: undefined } },
      status: 400,
      code: -32602,
    },
    {
      name: 'a version that is a number',
      params: { _meta: { ...statelessMeta, [version]: 2026 } },
      status: 400,
      code: -32602,
    },
    {
      name: 'no client capabilities',
      params: { _meta: { ...statelessMeta, 'io.modelcontextprotocol/clientCapabilities': undefined } },
      status: 400,
      code: -32602,
    },
    {
      name: 'a client without a name',
      params: { _meta: { ...statelessMeta, 'io.modelcontextprotocol/clientInfo': {} } },
      status: 400,
      code: -32602,
    },
    {
      name: 'a client that does not say who it is',
      params: { _meta: { ...statelessMeta, 'io.modelcontextprotocol/clientInfo': undefined } },
      status: 200,
    },
    {
      name: 'a version that nobody speaks',
      params: { _meta: { ...statelessMeta, [version]: '2027-01-01' } },
      headers: { 'mcp-protocol-version': '2027-01-01' },
      status: 400,
      code: -32022,
      data: { supported: ['2026-07-28'], requested: '2027-01-01' },
    },
    {
      name: 'a version with sessions in _meta',
      params: { _meta: { ...statelessMeta, [version]: '2025-11-25' } },
      headers: { 'mcp-protocol-version': '2025-11-25' },
      status: 400,
      code: -32022,
    },
    {
      name: 'a version header that differs',
      headers: { 'mcp-protocol-version': '2025-11-25' },
      status: 400,
      code: -32020,
    },
    { name: 'no version header', without: 'mcp-protocol-version', status: 400, code: -32020 },
    {
      name: 'a method header that differs',
      headers: { 'mcp-method': 'tools/call' },
      status: 400,
      code: -32020,
    },
    {
      name: 'a method header in capitals',
      headers: { 'mcp-method': 'TOOLS/LIST' },
      status: 400,
      code: -32020,
    },
    { name: 'no method header', without: 'mcp-method', status: 400, code: -32020 },
    {
      name: 'a name header that differs',
      method: 'tools/call',
      params: call,
      headers: { 'mcp-name': 'other' },
      status: 400,
      code: -32020,
    },
    {
      name: 'no name header',
      method: 'tools/call',
      params: call,
      without: 'mcp-name',
      status: 400,
      code: -32020,
    },
    {
      name: 'an encoded name header',
      method: 'tools/call',
      params: call,
      headers: { 'mcp-name': '=?base64?Z2V0?=' },
      status: 200,
    },
    {
      name: 'a name header with wrong Base64',
      method: 'tools/call',
      params: call,
      headers: { 'mcp-name': '=?base64?Z2V?=' },
      status: 400,
      code: -32020,
    },
    {
      name: 'a name header in blanks',
      method: 'tools/call',
      params: call,
      headers: { 'mcp-name': '  get  ' },
      status: 200,
    },
    { name: 'a call without a name', method: 'tools/call', params: {}, status: 200, code: -32602 },
    { name: 'a call of no tool', method: 'tools/call', params: { name: 'x' }, status: 200, code: -32602 },
    ...['initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'prompts/list', 'unknown'].map(
      (method) => ({ name: `${method}, which it lacks`, method, status: 404, code: -32601 }),
    ),
  ];
  test.each(rows)(
    '$status for $name',
    async ({ method = 'tools/list', params = {}, headers = {}, ...row }) => {
      const gateway = await testGateway([endpoint]);
      const sent: Record<string, unknown> = { ...statelessHeaders(method, params), ...headers };
      if (row.without !== undefined) delete sent[row.without];
      const body = { jsonrpc: '2.0', id: 'r1', method, params: { _meta: statelessMeta, ...params } };
      const answer = await rpc(gateway.url('/mcp/abcd'), body, sent as Record<string, string>);
      expect(answer.status).toBe(row.status);
      if (row.code === undefined) {
        expect(answer.json).toMatchObject({
          id: 'r1',
          result: { resultType: 'complete', _meta: serverInfo },
        });
      } else {
        expect(answer.json).toMatchObject({ id: 'r1', error: { code: row.code } });
      }
      if (row.data !== undefined) expect(answer.json).toMatchObject({ error: { data: row.data } });
      expect(answer.headers).not.toHaveProperty('mcp-session-id');
    },
  );
});

test('initialize with the header of a version without initialize is a mismatch', async () => {
  const gateway = await testGateway([endpoint]);
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };
  const headers = { 'mcp-protocol-version': '2026-07-28' };
  expect(await rpc(gateway.url('/mcp/abcd'), message, headers)).toMatchObject({
    status: 400,
    json: { error: { code: -32020 } },
  });
});

test('results of 2026-07-28, whole', async () => {
  const gateway = await testGateway([endpoint]);
  const url = gateway.url('/mcp/abcd');
  const _meta = serverInfo;
  expect((await stateless(url, 'server/discover')).json).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: {
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: { tools: { listChanged: true } },
      ttlMs: 30_000,
      cacheScope: 'public',
      _meta,
    },
  });
  expect((await stateless(url, 'tools/list')).json).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: {
      resultType: 'complete',
      tools: [{ name: 'get', description: 'Does get', inputSchema: { type: 'object' } }],
      ttlMs: 30_000,
      cacheScope: 'public',
      _meta,
    },
  });
  const called = await stateless(url, 'tools/call', { name: 'get', arguments: {} });
  expect(called.json).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: {
      resultType: 'complete',
      content: [{ type: 'text', text: '{"a":1}' }],
      structuredContent: { a: 1 },
      _meta,
    },
  });
  expect(called.headers).toMatchObject({ 'x-reshapr-upstream-service-time': '12' });
});

test.each<{ name: string; endpoint: Partial<FakeEndpoint>; hints: object }>([
  { name: 'open', endpoint: {}, hints: { ttlMs: 30_000, cacheScope: 'public' } },
  {
    name: 'keyed',
    endpoint: { access: { type: 'apiKey', keys: [{ sha256: 'a'.repeat(64) }] } },
    hints: { ttlMs: 30_000, cacheScope: 'private' },
  },
  {
    name: 'as its plan says',
    endpoint: { cache: { ttlMs: 0, scope: 'private' } },
    hints: { ttlMs: 0, cacheScope: 'private' },
  },
])('cache hints of an endpoint that is $name', async ({ endpoint: more, hints }) => {
  const gateway = await testGateway([{ ...endpoint, ...more }]);
  const url = gateway.url('/mcp/abcd');
  for (const method of ['server/discover', 'tools/list']) {
    expect((await stateless(url, method)).json).toMatchObject({ result: hints });
  }
});

test('whatever notification comes is taken', async () => {
  const gateway = await testGateway([endpoint]);
  const message = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
  const headers = { 'mcp-protocol-version': '2026-07-28' };
  expect(await rpc(gateway.url('/mcp/abcd'), message, headers)).toMatchObject({ status: 202, text: '' });
});

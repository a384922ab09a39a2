import { expect, test } from 'vitest';
import { type FakeEndpoint, textResult } from '../support/fake-surfaces.ts';
import { stateless } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoint: FakeEndpoint = {
  id: 'abcd',
  tools: [
    {
      name: 'get',
      inputSchema: {
        type: 'object',
        properties: {
          region: { type: 'string', 'x-mcp-header': 'Region' },
          count: { type: 'integer', 'x-mcp-header': 'Count' },
          fresh: { type: 'boolean', 'x-mcp-header': 'Fresh' },
          deep: { type: 'object', properties: { tenant: { type: 'string', 'x-mcp-header': 'Tenant' } } },
          list: { type: 'array', items: { type: 'string', 'x-mcp-header': 'Never' } },
        },
      },
      run: () => textResult('ok'),
    },
  ],
};

test.each<{ args: object; headers: Record<string, string>; accepted: boolean }>([
  { args: {}, headers: {}, accepted: true },
  { args: { region: 'us' }, headers: { 'mcp-param-region': 'us' }, accepted: true },
  { args: { region: 'us' }, headers: { 'Mcp-Param-Region': 'us' }, accepted: true },
  { args: { region: 'us' }, headers: {}, accepted: false },
  { args: { region: 'us' }, headers: { 'mcp-param-region': 'eu' }, accepted: false },
  { args: { region: 'us' }, headers: { 'mcp-param-region': 'US' }, accepted: false },
  { args: { region: null }, headers: {}, accepted: true },
  { args: {}, headers: { 'mcp-param-region': 'us' }, accepted: true },
  { args: { region: 'ä' }, headers: { 'mcp-param-region': '=?base64?w6Q=?=' }, accepted: true },
  { args: { region: 'ä' }, headers: { 'mcp-param-region': '=?base64?w6Q?=' }, accepted: false },
  { args: { region: 'x' }, headers: { 'mcp-param-region': '=?base64?/w==?=' }, accepted: false },
  { args: { region: '=?base64?w6Q=' }, headers: { 'mcp-param-region': '=?base64?w6Q=' }, accepted: true },
  { args: { count: 42 }, headers: { 'mcp-param-count': '42.0' }, accepted: true },
  { args: { count: 42 }, headers: { 'mcp-param-count': '43' }, accepted: false },
  { args: { count: 42 }, headers: { 'mcp-param-count': '0x2A' }, accepted: false },
  { args: { count: 0 }, headers: { 'mcp-param-count': '' }, accepted: false },
  { args: { fresh: true }, headers: { 'mcp-param-fresh': 'true' }, accepted: true },
  { args: { fresh: true }, headers: { 'mcp-param-fresh': 'TRUE' }, accepted: false },
  { args: { deep: { tenant: 't' } }, headers: { 'mcp-param-tenant': 't' }, accepted: true },
  { args: { deep: { tenant: 't' } }, headers: {}, accepted: false },
  { args: { deep: 'no object' }, headers: {}, accepted: true },
  { args: { list: ['x'] }, headers: {}, accepted: true },
])('$args with $headers: $accepted', async ({ args, headers, accepted }) => {
  const gateway = await testGateway([endpoint]);
  const params = { name: 'get', arguments: args };
  const answer = await stateless(gateway.url('/mcp/abcd'), 'tools/call', params, headers);
  if (accepted) expect(answer).toMatchObject({ status: 200, json: { result: { resultType: 'complete' } } });
  else expect(answer).toMatchObject({ status: 400, json: { id: 1, error: { code: -32020 } } });
});

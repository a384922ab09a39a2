import type { OutgoingHttpHeaders } from 'node:http';
import { startGateway } from '../../mcp/support/gateway.ts';
import { rpc, stateless, statelessMeta } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
}

const regional = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    size: { type: 'integer', 'x-mcp-header': 'Size' },
  },
};

/** What a proxy would let pass by its headers, while the body asks for something else. */
function attack(
  what: string,
  method: string,
  params: Record<string, unknown>,
  headers: OutgoingHttpHeaders,
): Attack<World> {
  return {
    what,
    attempt: async ({ url }) => outcomeOf(await stateless(url, method, params, headers)),
    expected: '400 -32020',
  };
}

const base64 = (text: string): string => `=?base64?${Buffer.from(text).toString('base64')}?=`;
const drop = { name: 'drop', arguments: {} };
const move = (args: object) => ({ name: 'move', arguments: args });

export const headerMismatch = attackClass<World>({
  defences: [
    {
      file: 'mcp/stateless-era/check-headers.ts',
      from: 'if (value === undefined) return headerMismatch(',
      to: 'return undefined; if (value === undefined) return headerMismatch(',
    },
    {
      file: 'mcp/stateless-era/check-headers.ts',
      from: 'const field = Object.hasOwn(',
      to: 'return undefined; const field = Object.hasOwn(',
    },
    {
      file: 'mcp/stateless-era/mirrored-arguments.ts',
      from: 'for (const argument of mirrored) {',
      to: 'for (const argument of []) {',
    },
    { file: 'mcp/post.ts', from: 'if (namesStatelessVersion(exchange)) {', to: 'if (false) {' },
  ],
  open: async () => {
    const gateway = await startGateway([
      {
        id: 'abcdefghijklmnop',
        name: 'orders',
        tools: [{ name: 'list' }, { name: 'drop' }, { name: 'move', inputSchema: regional }],
        prompts: [
          { name: 'kind', template: 'Be kind.' },
          { name: 'rude', template: 'Be rude.' },
        ],
        resources: [
          { uri: 'doc:open', name: 'open', content: { from: 'text', text: 'open' } },
          { uri: 'doc:closed', name: 'closed', content: { from: 'text', text: 'closed' } },
        ],
      },
    ]);
    return { url: gateway.url('/mcp/acme/orders'), close: () => gateway.stop() };
  },
  attacks: [
    attack('a call that says it is a list', 'tools/call', drop, { 'mcp-method': 'tools/list' }),
    attack('a call that does not say what it is', 'tools/call', drop, { 'mcp-method': [] }),
    attack('a call that says twice what it is', 'tools/call', drop, {
      'mcp-method': ['tools/call', 'tools/list'],
    }),
    attack('a call in other letters', 'tools/call', drop, { 'mcp-method': 'TOOLS/CALL' }),
    attack('a call of another tool', 'tools/call', drop, { 'mcp-name': 'list' }),
    attack('a call of a tool without a name', 'tools/call', drop, { 'mcp-name': [] }),
    attack('a call of another tool, in Base64', 'tools/call', drop, { 'mcp-name': base64('list') }),
    attack('a call of a tool in what is no Base64', 'tools/call', drop, { 'mcp-name': '=?base64?ZHJvcA?=' }),
    attack('a call of two tools', 'tools/call', drop, { 'mcp-name': ['drop', 'list'] }),
    attack('another prompt', 'prompts/get', { name: 'rude' }, { 'mcp-name': 'kind' }),
    attack('another resource', 'resources/read', { uri: 'doc:closed' }, { 'mcp-name': 'doc:open' }),
    attack('an argument that is another', 'tools/call', move({ region: 'us' }), { 'mcp-param-region': 'eu' }),
    attack('an argument that is not told', 'tools/call', move({ region: 'us' }), {}),
    attack('a number that is another', 'tools/call', move({ size: 1000 }), { 'mcp-param-size': '1' }),
    attack('another version', 'tools/call', drop, { 'mcp-protocol-version': '2025-11-25' }),
    attack('no version', 'tools/call', drop, { 'mcp-protocol-version': [] }),
    {
      what: 'a session in a version without them',
      attempt: async ({ url }) => {
        const params = {
          protocolVersion: '2025-11-25',
          capabilities: {},
          clientInfo: { name: 'a', version: '1' },
        };
        const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'initialize' };
        return outcomeOf(await rpc(url, { jsonrpc: '2.0', id: 1, method: 'initialize', params }, headers));
      },
      expected: '400 -32020',
    },
    {
      what: 'a call of a version in the body only',
      attempt: async ({ url }) => {
        const params = { ...drop, _meta: statelessMeta };
        return outcomeOf(await rpc(url, { jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
      },
      expected: '400 -32020',
    },
  ],
});

import { startGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, rpc, send } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';
import { rawClient } from '../support/raw-client.ts';

interface World {
  readonly url: string;
  readonly port: number;
}

const limits = { bodyBytes: 100_000, bodiesBytes: 140_000 };

const head = (more: string): string =>
  `POST /mcp/acme/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;

/** Bytes as they are, on a connection of its own; what comes of it is the status. */
function raw(what: string, text: string, expected: string): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ port }) => {
      const client = await rawClient(port);
      client.write(text);
      const status = await client.status();
      client.close();
      return status;
    },
  };
}

function body(what: string, text: string, expected: string): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ url }) => outcomeOf(await send(url, { headers: acceptBoth, body: text })),
  };
}

const message = (method: string, params: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`;
const nested = (levels: number, inner = '1'): string => '{"a":'.repeat(levels) + inner + '}'.repeat(levels);
const call = (args: string): string => message('tools/call', `{"name":"list","arguments":${args}}`);

export const hostileBodies = attackClass<World>({
  defences: [
    {
      file: 'mcp/http/read-body.ts',
      from: "if (Number(request.headers['content-length']) > limit)",
      to: 'if (false)',
    },
    { file: 'mcp/http/read-body.ts', from: 'if (taken + chunk.length > limit)', to: 'if (false)' },
    { file: 'mcp/http/body-budget.ts', from: 'if (wanted > left) return false;', to: '' },
    { file: 'mcp/call/nesting.ts', from: 'if (levels === 0) return true;', to: '' },
    { file: 'mcp/rpc/message.ts', from: 'const longestId = 256;', to: 'const longestId = Infinity;' },
    { file: 'mcp/session-era/serve-batch.ts', from: '|| values.length > core.limits.batch', to: '' },
  ],
  open: async () => {
    const gateway = await startGateway(
      [{ id: 'abcdefghijklmnop', name: 'orders', tools: [{ name: 'list' }] }],
      { limits },
    );
    return { url: gateway.url('/mcp/acme/orders'), port: gateway.port, close: () => gateway.stop() };
  },
  attacks: [
    raw('a body that says it is too large', head('Content-Length: 1000000000'), '413'),
    raw(
      'a body that does not say how large it is',
      `${head('Transfer-Encoding: chunked')}19000\r\n${'x'.repeat(0x19000)}\r\n`,
      '413',
    ),
    body('a body one byte too large', call(`{"a":"${'x'.repeat(limits.bodyBytes)}"}`), '413 -32600'),
    {
      what: 'bodies that are too large together',
      expected: '503',
      attempt: async ({ port }) => {
        const part = head('Content-Length: 99000') + 'x'.repeat(90_000);
        const first = await rawClient(port);
        first.write(part);
        const second = await rawClient(port);
        second.write(part);
        const status = await Promise.race([first.status(), second.status()]);
        first.close();
        second.close();
        return status;
      },
    },
    body('arguments a hundred and one levels deep', call(nested(101)), '200 isError'),
    body('arguments five thousand levels deep', call(nested(5_000)), '200 isError'),
    body(
      'lists in arguments ten thousand levels deep',
      call(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
      '200 isError',
    ),
    body(
      'an id of three hundred characters',
      `{"jsonrpc":"2.0","id":"${'x'.repeat(300)}","method":"ping"}`,
      '400 -32600',
    ),
    {
      what: 'a batch of a thousand and one',
      expected: '400 -32600',
      attempt: async ({ url }) => {
        const one = { jsonrpc: '2.0', id: 1, method: 'ping' };
        const headers = { 'mcp-protocol-version': '2025-03-26' };
        return outcomeOf(
          await rpc(
            url,
            Array.from({ length: 1001 }, () => one),
            headers,
          ),
        );
      },
    },
    {
      ...raw('a header of a hundred thousand characters', `${head(`X-A: ${'x'.repeat(100_000)}`)}`, '431'),
      notOurs: true,
    },
    { ...raw('two lengths', head('Content-Length: 1\r\nContent-Length: 2'), '400'), notOurs: true },
    {
      ...raw('a length and chunks', head('Content-Length: 4\r\nTransfer-Encoding: chunked'), '400'),
      notOurs: true,
    },
    { ...raw('a length that is none', head('Content-Length: -1'), '400'), notOurs: true },
    {
      ...body(
        'forty thousand lists in each other',
        message('tools/call', '['.repeat(40_000) + ']'.repeat(40_000)),
        '400 -32600',
      ),
      notOurs: true,
    },
    { ...body('no JSON', '{"jsonrpc":', '400 -32700'), notOurs: true },
    { ...body('no UTF-8', '{"a":"\ud800"}', '400 -32600'), notOurs: true },
  ],
});

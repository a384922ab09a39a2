import type { OutgoingHttpHeaders } from 'node:http';
import { startGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, send } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { outcomeOf } from '../support/outcome.ts';

interface World {
  readonly url: string;
}

const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

/** What a web page has a browser send, to a name of its own that points here. */
function attack(what: string, headers: OutgoingHttpHeaders, method = 'POST'): Attack<World> {
  return {
    what,
    attempt: async ({ url }) =>
      outcomeOf(
        await send(url, {
          method,
          headers: { ...acceptBoth, ...headers },
          body: method === 'POST' ? list : '',
        }),
      ),
    expected: '403 -32600',
  };
}

export const rebinding = attackClass<World>({
  defences: [
    {
      file: 'mcp/http/host-guard.ts',
      from: "if (allowed === 'any') return () => undefined;",
      to: 'return () => undefined;',
    },
  ],
  open: async () => {
    const orders = { id: 'abcdefghijklmnop', name: 'orders', tools: [{ name: 'list' }] };
    const gateway = await startGateway([orders], {
      allowedHosts: ['mcp.example.com', '*.tools.example.com'],
    });
    return { url: gateway.url('/mcp/acme/orders'), close: () => gateway.stop() };
  },
  attacks: [
    attack('a name of the page', { host: 'evil.example' }),
    attack('with the port of the gateway', { host: 'evil.example:7777' }),
    attack('that begins like one of ours', { host: 'mcp.example.com.evil.example' }),
    attack('that ends like one of ours', { host: 'evilmcp.example.com' }),
    attack('that lies above ours', { host: 'tools.example.com' }),
    attack('that means this machine', { host: '127.0.0.1.nip.io' }),
    attack('that is an address of any machine', { host: '0.0.0.0:7777' }),
    attack('with a user before it', { host: 'localhost@evil.example' }),
    attack('no name that can be read', { host: 'localhost/' }),
    attack('a page of another name', { host: 'mcp.example.com', origin: 'https://evil.example' }),
    attack('a page that begins like ours', {
      host: 'mcp.example.com',
      origin: 'https://mcp.example.com.evil.example',
    }),
    attack('a page without an origin', { host: 'mcp.example.com', origin: 'null' }),
    attack('a page in a file', { host: 'mcp.example.com', origin: 'file://' }),
    attack('a stream', { host: 'evil.example' }, 'GET'),
    attack('the end of a session', { host: 'evil.example' }, 'DELETE'),
  ],
});

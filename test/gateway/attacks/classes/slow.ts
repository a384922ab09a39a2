import { setTimeout as sleep } from 'node:timers/promises';
import { listenHttp } from '../../../../src/gateway/serve/http-routes.ts';
import { silentMetrics } from '../../../support/silent-metrics.ts';
import { textResult } from '../../mcp/support/fake-surfaces.ts';
import { startGateway } from '../../mcp/support/gateway.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';
import { type RawClient, rawClient } from '../support/raw-client.ts';

interface World {
  readonly port: number;
}

/** Characters of a large answer: much more than the buffers of a connection take. */
const large = 12_000_000;

const head = (more: string): string =>
  `POST /mcp/acme/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n${more}\r\n`;
const request = (message: string): string => `${head(`Content-Length: ${message.length}\r\n`)}${message}`;
const large1 = request('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"large"}}');

/** Somebody who takes their time with a request; whether the connection is ended for it. */
function writer(
  what: string,
  write: (client: RawClient) => Promise<void> | void,
  expected = 'ended',
): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ port }) => {
      const client = await rawClient(port);
      const writing = Promise.resolve(write(client));
      const ended = await client.endsWithin(3000);
      client.close();
      await writing;
      return ended ? 'ended' : 'stays';
    },
  };
}

async function drip(client: RawClient, text: string): Promise<void> {
  for (const character of text.slice(0, 60)) {
    client.write(character);
    await sleep(40);
  }
}

/** Somebody who reads nothing for a while; whether there is all of the answers for them then. */
function reader(what: string, requests: readonly string[], connections: number): Attack<World> {
  return {
    what,
    expected: 'cut off',
    attempt: async ({ port }) => {
      const clients = await Promise.all(Array.from({ length: connections }, () => rawClient(port)));
      for (const client of clients) {
        client.pause();
        for (const each of requests) client.write(each);
      }
      await sleep(1500);
      const [first] = clients;
      const got = (await first?.readAll(large * requests.length)) ?? 0;
      for (const client of clients) client.close();
      return got >= large * requests.length ? 'kept for them' : 'cut off';
    },
  };
}

export const slowClients = attackClass<World>({
  defences: [
    { file: 'serve/http-routes.ts', from: 'headersTimeout: timing.headMs,', to: 'headersTimeout: 0,' },
    { file: 'serve/http-routes.ts', from: 'requestTimeout: timing.requestMs,', to: 'requestTimeout: 0,' },
    {
      file: 'serve/http-routes.ts',
      from: 'keepAliveTimeout: timing.idleMs,',
      to: 'keepAliveTimeout: 60_000,',
    },
    { file: 'mcp/http/unread-answers.ts', from: 'if (end <= now) cutOff(response);', to: 'void end;' },
  ],
  together: true,
  open: async () => {
    const run = () => textResult('x'.repeat(large));
    const gateway = await startGateway(
      [{ id: 'abcdefghijklmnop', name: 'orders', tools: [{ name: 'large', run }, { name: 'small' }] }],
      { limits: { unreadMs: 300, keepAliveMs: 50 } },
    );
    const listener = await listenHttp(
      { host: '127.0.0.1', port: 0 },
      undefined,
      { mcp: gateway.handler, metadata: () => undefined, pages: () => Promise.resolve() },
      { notReady: () => undefined, details: () => ({}) },
      silentMetrics,
      { headMs: 200, requestMs: 400, idleMs: 200, checkMs: 50 },
    );
    return {
      port: listener.port,
      close: async () => {
        await gateway.stop();
        await listener.close();
      },
    };
  },
  attacks: [
    writer('who says nothing', () => undefined),
    writer('who begins a request', (client) => client.write('POST /mcp/acme/orders HT')),
    writer('who does not end the head of a request', (client) =>
      client.write(head('X-A: 1\r\n').slice(0, -2)),
    ),
    writer('who sends the head of a request byte by byte', (client) => drip(client, head(''))),
    writer('who sends no body', (client) => client.write(head('Content-Length: 100\r\n'))),
    writer('who sends half a body', (client) =>
      client.write(`${head('Content-Length: 100\r\n')}{"jsonrpc":`),
    ),
    writer('who sends a body byte by byte', (client) => {
      client.write(head('Content-Length: 100\r\n'));
      return drip(client, ' '.repeat(99));
    }),
    writer('who does not end the chunks of a body', (client) =>
      client.write(`${head('Transfer-Encoding: chunked\r\n')}1\r\n{\r\n`),
    ),
    writer('who sends chunks of a byte', async (client) => {
      client.write(head('Transfer-Encoding: chunked\r\n'));
      for (let chunk = 0; chunk < 60; chunk++) {
        client.write('1\r\n \r\n');
        await sleep(40);
      }
    }),
    writer('who begins a second request', (client) =>
      client.write(`${request('{"jsonrpc":"2.0","id":1,"method":"ping"}')}POST /mcp/`),
    ),
    writer('who stays after a request', (client) =>
      client.write(request('{"jsonrpc":"2.0","id":1,"method":"ping"}')),
    ),
    reader('who does not read an answer', [large1], 1),
    reader('who does not read an answer, ten times', [large1], 10),
  ],
});

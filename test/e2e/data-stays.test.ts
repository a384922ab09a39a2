import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { post } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';
import { type Relay, relayTo } from './support/relay.ts';
import { group, offered, project, writeTree } from './support/tree.ts';

/**
 * Texts that are planted where data of clients and backends travels. Characters like these take more bits in the
 * Huffman code of HTTP/2 headers (RFC 7541, appendix B) than as they are, so no header would hide them.
 */
const marker = (where: string): string => `{|}{|}~<${where}>~{|}{|}`;
const markers = ['argument', 'result', 'request-header', 'result-header', 'unknown-tool', 'failure'].map(
  marker,
);

const calls = 1_000;

/** What clients send and backends answer stays between the two of them and the gateway. */
describe('data', () => {
  let backend: Server;
  let seen: string[];
  let installation: Installation;
  let relay: Relay;
  let visited: TcpServer;
  let visits = 0;
  let gateway: Gateway;

  beforeAll(async () => {
    seen = [];
    backend = createHttpServer((request, response) => {
      seen.push(request.url ?? '');
      const fails = request.url?.includes('fail=true') ?? false;
      response
        .writeHead(fails ? 500 : 200, {
          'content-type': 'application/json',
          'x-result': marker('result-header'),
        })
        .end(JSON.stringify({ found: marker(fails ? 'failure' : 'result') }));
    });
    visited = createServer((socket) => {
      visits++;
      socket.destroy();
    });
    for (const server of [backend, visited]) await new Promise<void>((resolve) => server.listen(0, resolve));
    installation = await install({ plaintext: true, serve: ['--beat', '1'] });
    relay = await relayTo(installation.grpcPort, { record: true });
    const tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'search.yaml': offered('Search', `http://127.0.0.1:${portOf(backend)}`, 'default'),
      'specs/search.yaml': searchSpec,
    });
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
    gateway = await installation.gateway('busy', 'env=dev', {
      controlPort: relay.port,
      env: { RESHAPR_GATEWAY_FQDNS: `localhost:${portOf(visited)}` },
    });
  });

  afterAll(async () => {
    await installation?.close();
    relay?.close();
    for (const server of [backend, visited]) server?.close();
    killAll();
  });

  it(`of ${calls} calls does not reach the control plane, of which the beats tell the count`, async () => {
    const url = gateway.url('/mcp/acme/search');
    const headers = { 'x-note': marker('request-header') };
    const texts: string[] = [];
    async function caller(first: number): Promise<void> {
      for (let number = first; number < calls; number += 10) {
        const arguments_ = { q: marker('argument'), fail: number % 10 === 3 };
        const { body } = await post(
          url,
          'tools/call',
          { name: 'get_search', arguments: arguments_ },
          headers,
        );
        texts.push(JSON.stringify(body));
      }
    }
    await Promise.all(Array.from({ length: 10 }, (_, first) => caller(first)));
    await post(url, 'tools/call', { name: marker('unknown-tool'), arguments: {} }, headers);
    await post(url, 'tools/call', { name: 'get_search', arguments: { q: [marker('argument')] } }, headers);

    // The calls were real: the markers went to the backend and came back.
    expect(seen).toHaveLength(calls);
    expect(seen.every((path) => decodeURIComponent(path).includes(marker('argument')))).toBe(true);
    expect(texts.filter((text) => text.includes(marker('result')))).toHaveLength(calls * 0.9);

    // The next beat, whose counter says that they were counted and so that it came after them.
    const counted = async () => (await installation.gateways())['busy']?.calls;
    await expect.poll(counted, { timeout: 30_000 }).toBeGreaterThanOrEqual(calls);
    expect(markers.filter((text) => relay.sent().includes(text))).toEqual([]);
  });

  it('that is the gateway’s own reaches it, and would be found', async () => {
    const label = marker('label');
    await installation.gateway('labelled', `note=${label}`, { controlPort: relay.port });
    expect(relay.sent().includes(label)).toBe(true);
    expect(relay.sent().includes('busy')).toBe(true);
  });

  it('is not fetched by the control plane: it opens no connection to a gateway', () => {
    expect(relay.sent().includes(`localhost:${portOf(visited)}`)).toBe(true);
    expect(visits).toBe(0);
  });
});

const searchSpec = `openapi: 3.1.0
info: { title: Search, version: "1.0" }
paths:
  /search:
    get:
      parameters:
        - { name: q, in: query, schema: { type: string } }
        - { name: fail, in: query, schema: { type: boolean } }
      responses:
        "200":
          description: What was found.
          content: { application/json: { schema: { type: object, properties: { found: { type: string } } } } }
`;

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The floor: what a proxy from MCP to REST cannot do without, written by hand for one tool, nothing checked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

const pool = new Pool(process.argv[2] as string, { connections: 64, pipelining: 1 });

interface Call {
  readonly id: number;
  readonly params: { readonly arguments: { readonly id: string; readonly limit: number } };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id, params } = JSON.parse(Buffer.concat(chunks).toString()) as Call;
    const path = `/orders/${encodeURIComponent(params.arguments.id)}?limit=${params.arguments.limit}`;
    void pool
      .request({ method: 'GET', path, headers: { accept: 'application/json' } })
      .then(async (answer) => {
        const text = await answer.body.text();
        const result = { content: [{ type: 'text', text }], structuredContent: JSON.parse(text) as unknown };
        const body = JSON.stringify({ jsonrpc: '2.0', id, result });
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      });
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

/** A server as the first SDK makes one: a session with a transport of its own, JSON answers, one tool that asks the backend. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { Pool } from 'undici';
import { z } from 'zod';

const pool = new Pool(process.argv[2] as string, { connections: 64, pipelining: 1 });
const sessions = new Map<string, StreamableHTTPServerTransport>();

async function open(): Promise<StreamableHTTPServerTransport> {
  const transport: StreamableHTTPServerTransport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    enableJsonResponse: true,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  const server = new McpServer({ name: 'orders', version: '1' });
  const inputSchema = {
    id: z.string().regex(/^o-[0-9]+$/),
    limit: z.number().int().min(1).max(100).optional(),
  };
  server.registerTool('get_orders_id', { inputSchema }, async ({ id, limit }) => {
    const path = `/orders/${encodeURIComponent(id)}?limit=${limit}`;
    const { body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } });
    const text = await body.text();
    return {
      content: [{ type: 'text', text }],
      structuredContent: JSON.parse(text) as Record<string, unknown>,
    };
  });
  await server.connect(transport);
  return transport;
}

const server = createServer((request, response) => {
  void (async () => {
    const known = sessions.get(String(request.headers['mcp-session-id']));
    await (known ?? (await open())).handleRequest(request, response);
  })();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

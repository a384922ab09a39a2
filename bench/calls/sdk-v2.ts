/** A server as the second SDK makes one: its handler, which serves both eras without sessions, on Node. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { Pool } from 'undici';
import { z } from 'zod';

const pool = new Pool(process.argv[2] as string, { connections: 64, pipelining: 1 });

const handler = createMcpHandler(() => {
  const made = new McpServer({ name: 'orders', version: '1' });
  const inputSchema = z.object({
    id: z.string().regex(/^o-[0-9]+$/),
    limit: z.number().int().min(1).max(100).optional(),
  });
  made.registerTool('get_orders_id', { inputSchema }, async ({ id, limit }) => {
    const path = `/orders/${encodeURIComponent(id)}?limit=${limit}`;
    const { body } = await pool.request({ method: 'GET', path, headers: { accept: 'application/json' } });
    const text = await body.text();
    return {
      content: [{ type: 'text', text }],
      structuredContent: JSON.parse(text) as Record<string, unknown>,
    };
  });
  return made;
});
const listener = getRequestListener((request) => handler.fetch(request));
const server = createServer((request, response) => void listener(request, response));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** The official SDK's client, connected with a session (2025-11-25). */
export async function sessionClient(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'e2e', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  return client;
}

/** One stateless request, as curl would make it. */
export async function post(
  url: string,
  method: string,
  params: object = {},
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Names of the tools of an endpoint; the status when it is not 200. */
export async function toolNames(
  url: string,
  headers: Record<string, string> = {},
): Promise<string[] | number> {
  const { status, body } = await post(url, 'tools/list', {}, headers);
  if (status !== 200) return status;
  return (body as { result: { tools: { name: string }[] } }).result.tools.map((tool) => tool.name).sort();
}

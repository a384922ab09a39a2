/** An MCP endpoint that answers `get_orders_id`, and how it is called. */
export interface Endpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Without the id of the request. */
  readonly params: object;
}

const args = { id: 'o-17', limit: 20 };
const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const version = '2025-11-25';

/** One that speaks no more of MCP than the call. */
export function bareEndpoint(url: string): Endpoint {
  return { url, headers: json, params: { name: 'get_orders_id', arguments: args } };
}

/**
 * Begins a session, finds the tool and calls it once. Throws when the answer is not that of the backend. `key` is for
 * endpoints that ask for one.
 */
export async function openEndpoint(url: string, key?: string): Promise<Endpoint> {
  const own = { ...json, ...(key && { 'x-reshapr-key': key }) };
  const clientInfo = { name: 'bench', version: '1' };
  const opened = await ask(url, own, 'initialize', {
    protocolVersion: version,
    capabilities: {},
    clientInfo,
  });
  const { protocolVersion = version } = opened.result as { protocolVersion?: string };
  const headers = {
    ...own,
    'mcp-protocol-version': protocolVersion,
    ...(opened.session && { 'mcp-session-id': opened.session }),
  };
  await ask(url, headers, 'notifications/initialized');
  const listed = await ask(url, headers, 'tools/list', {});
  const { tools = [] } = listed.result as { tools?: { name: string }[] };
  const name = tools.find((tool) => /orders/i.test(tool.name))?.name;
  const params = { name, arguments: args };
  const called = JSON.stringify((await ask(url, headers, 'tools/call', params)).result);
  if (!called.includes('shipped') || called.includes('"isError":true'))
    throw new Error(`${url} does not call the backend: ${called}`);
  return { url, headers, params };
}

interface Asked {
  readonly session: string | null;
  readonly result: unknown;
}

async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  method: string,
  params?: object,
): Promise<Asked> {
  const id = method.startsWith('notifications/') ? {} : { id: `probe ${method}` };
  const body = JSON.stringify({ jsonrpc: '2.0', ...id, method, ...(params && { params }) });
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  const lines = text.split('\n').flatMap((line) => (line.startsWith('data: {') ? [line.slice(6)] : []));
  const session = response.headers.get('mcp-session-id');
  if (!('id' in id)) return { session, result: undefined };
  const answer = JSON.parse(lines.at(-1) ?? text) as { result?: unknown };
  if (answer.result === undefined)
    throw new Error(`${url} ${method}: ${response.status} ${text.slice(0, 300)}`);
  return { session, result: answer.result };
}

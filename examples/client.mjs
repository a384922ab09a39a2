// Lists the tools of an MCP endpoint and calls one, with the official SDK's client.
// node examples/client.mjs <url> [tool] [arguments as JSON] [key, for endpoints with access x-reshapr-key]
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, tool, args = '{}', key] = process.argv.slice(2);
const headers = key === undefined ? {} : { 'x-reshapr-key': key };
const client = new Client({ name: 'reshapr-example', version: '1.0.0' });
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));

const { tools } = await client.listTools();
console.log(tools.map(({ name }) => name).join(', '));

if (tool !== undefined) {
  const { content, structuredContent } = await client.callTool({ name: tool, arguments: JSON.parse(args) });
  console.log(JSON.stringify(structuredContent ?? content));
}
await client.close();

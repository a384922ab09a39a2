import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

/** A client of one of the SDKs, in what the tests do with it. */
export interface SdkClient {
  /** The list of tools, as JSON. */
  tools(): Promise<string>;
  call(tool: string, args: object, signal?: AbortSignal): Promise<object>;
  /** Notifications that the list changed, so far. */
  changes(): number;
  close(): Promise<void>;
}

export type Connect = (url: string, headers: Record<string, string>) => Promise<SdkClient>;

/** The first SDK, which ends with 2025-11-25. */
export const connectV1: Connect = async (url, headers) => {
  const client = new ClientV1({ name: 'v1', version: '1' });
  let changes = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void changes++);
  await client.connect(new TransportV1(new URL(url), { requestInit: { headers } }));
  return {
    tools: async () => JSON.stringify((await client.listTools()).tools),
    call: (name, args, signal) =>
      client.callTool({ name, arguments: { ...args } }, undefined, signal && { signal }),
    changes: () => changes,
    close: () => client.close(),
  };
};

/** The second SDK, with 2026-07-28. */
export const connectV2: Connect = async (url, headers) => {
  const versionNegotiation = { mode: { pin: '2026-07-28' } };
  const client = new ClientV2({ name: 'v2', version: '1' }, { versionNegotiation });
  let changes = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => void changes++);
  await client.connect(new TransportV2(new URL(url), { requestInit: { headers } }));
  const subscription = await client.listen({ toolsListChanged: true });
  return {
    tools: async () => JSON.stringify((await client.listTools({}, { cacheMode: 'refresh' })).tools),
    call: (name, args, signal) => client.callTool({ name, arguments: { ...args } }, signal && { signal }),
    changes: () => changes,
    async close() {
      await subscription.close();
      await client.close();
    },
  };
};

import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { LoggingMessageNotificationSchema, type Progress } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopTree } from '../../compiler/support/shop-tree.ts';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { openStream, statelessHeaders, statelessMeta } from '../mcp/support/send.ts';

const script = (name: string, body: string): string =>
  `${name}:\n  description: Runs ${name}.\n  input: { type: object }\n  tools: []\n  script: |\n    ${body}\n`;

const tools = [
  script(
    'says',
    `rs.log('begun'); rs.log('debug', { n: 1 }); rs.log('error', ['bad', null]); return 'done';`,
  ),
  script(
    'steps',
    `rs.progress(0, 100); rs.progress(50, 100, 'half'); rs.progress(50, 100); rs.progress(100, 100); return 1;`,
  ),
  script('shouts', `rs.log('loud', 1); return 1;`),
  script('floods', `for (let n = 0; n < 5000; n++) rs.log(n); return 'done';`),
  script('swells', `rs.log('x'.repeat(20000)); return 1;`),
  script('filtered', `rs.log('secret'); return 1;`),
].join('');

describe('what a script tells its client', () => {
  let served: ServedTree;
  let client: Client;
  const heard: unknown[] = [];

  beforeAll(async () => {
    served = await serveTree({
      ...smallTree,
      ...shopTree({ tools, filters: 'filtered: { compact: true }\n' }),
      'exposition.yaml': manifest(
        'Exposition',
        'orders',
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
      ),
    });
    client = await served.client('orders');
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.push(params));
  });
  afterAll(() => served.stop());

  /** What is heard during a call. */
  async function during(name: string): Promise<unknown[]> {
    heard.length = 0;
    await client.callTool({ name, arguments: {} });
    return [...heard];
  }

  it('is heard from the level that was set, or else from info', async () => {
    expect(client.getServerCapabilities()).toMatchObject({ logging: {} });
    const begun = { level: 'info', logger: 'says', data: 'begun' };
    const bad = { level: 'error', logger: 'says', data: ['bad', null] };
    expect(await during('says')).toEqual([begun, bad]);
    await client.setLoggingLevel('debug');
    expect(await during('says')).toEqual([begun, { level: 'debug', logger: 'says', data: { n: 1 } }, bad]);
    await client.setLoggingLevel('critical');
    expect(await during('says')).toEqual([]);
    await client.setLoggingLevel('info');
    await expect(client.setLoggingLevel('loud' as 'info')).rejects.toMatchObject({ code: -32602 });
  });

  it('has a level that MCP knows, and an end', async () => {
    expect(await client.callTool({ name: 'shouts', arguments: {} })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('rs.log takes a level of debug, info') }],
    });
    expect(await client.callTool({ name: 'swells', arguments: {} })).toMatchObject({ isError: true });
    expect((await during('floods')).length).toBe(200);
  });

  it('is nothing where an output filter looks at what comes out', async () => {
    expect(await during('filtered')).toEqual([]);
  });

  it('may be progress, which only grows', async () => {
    const steps: Progress[] = [];
    const onprogress = (step: Progress): void => void steps.push(step);
    await client.callTool({ name: 'steps', arguments: {} }, undefined, { onprogress });
    expect(steps).toEqual([
      { progress: 0, total: 100 },
      { progress: 50, total: 100, message: 'half' },
      { progress: 100, total: 100 },
    ]);
  });

  it('is heard in 2026-07-28 by who asks for it with the call', async () => {
    const call = async (level?: string) => {
      const _meta = { ...statelessMeta, ...(level && { 'io.modelcontextprotocol/logLevel': level }) };
      const params = { name: 'says', arguments: {}, _meta };
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
      const accept = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
      const headers = { ...accept, ...statelessHeaders('tools/call', params) };
      const stream = await openStream(served.url('orders'), { method: 'POST', headers, body });
      await stream.ended;
      return { status: stream.status, messages: stream.messages };
    };
    expect((await call()).messages).toEqual([]);
    const { messages } = await call('error');
    expect(messages).toMatchObject([
      { method: 'notifications/message', params: { level: 'error', data: ['bad', null] } },
      { id: 1, result: { resultType: 'complete' } },
    ]);
    expect((await call('loud')).status).toBe(400);
  });
});

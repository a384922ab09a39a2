import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { accepted, call, resultOf } from '../mcp/input/support.ts';

const spec = `openapi: 3.1.0
info: { title: Shop, version: "1.0" }
paths:
  /orders/{id}:
    delete:
      description: Cancels an order.
      parameters:
        - { name: id, in: path, required: true, description: Which., schema: { type: string } }
        - { name: reason, in: query, description: Why., schema: { type: string } }
      responses: { "200": { description: ok } }
`;
const tools = `
apiVersion: reshapr.io/v1alpha1
kind: CustomTools
metadata: { name: tools }
spec:
  service: { name: Shop, version: "1.0" }
  customTools:
    cancel:
      description: Cancels an order, if its user agrees.
      input:
        type: object
        required: [id]
        properties: { id: { type: string, description: Which. } }
      elicit:
        sure:
          message: Cancel order \${id}?
          schema:
            type: object
            properties: { reason: { type: string, enum: [late, wrong] } }
            required: [reason]
      tool: DELETE /orders/{id}
      arguments: { id: "\${id}", reason: "\${elicit.sure.reason}" }
    by_script:
      description: Cancels an order without a user to ask.
      input: { type: object }
      tools: [{ tool: cancel }]
      script: |
        return rs.callTool('cancel', { id: 'o-9' });
`;

describe('a custom tool that asks its user', () => {
  let served: ServedTree;
  let backend: BackendServer;
  let messages: string[] = [];
  let before = 0;

  beforeAll(async () => {
    backend = await startBackend();
    served = await serveTree({
      'reshapr.yaml': smallTree['reshapr.yaml'] ?? '',
      'specs/shop.yaml': spec,
      'tools.yaml': tools,
      'shop.yaml': [
        manifest('Service', 'shop', 'file: specs/shop.yaml'),
        manifest(
          'ConfigurationPlan',
          'all',
          `service: { name: Shop, version: "1.0" }\nbackendEndpoint: ${backend.origin}`,
        ),
        manifest('GatewayGroup', 'default', 'labels: { env: test }'),
        manifest(
          'Exposition',
          'shop',
          'service: { name: Shop }\nconfigurationPlan: all\ngatewayGroup: default\nname: shop',
        ),
      ].join('---\n'),
    });
  });
  afterAll(async () => {
    await served.stop();
    await backend.close();
  });
  beforeEach(() => {
    messages = [];
    before = backend.seen.length;
  });

  async function connect(answer?: ElicitResult): Promise<Client> {
    const capabilities = answer === undefined ? {} : { elicitation: {} };
    const client = new Client({ name: 'test', version: '1' }, { capabilities });
    if (answer !== undefined)
      client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
        messages.push(params.message);
        return answer;
      });
    await client.connect(new StreamableHTTPClientTransport(new URL(served.url('shop'))));
    return client;
  }
  const called = () => backend.seen.slice(before).map(({ method, target }) => `${method} ${target}`);

  it.each<[string, ElicitResult | undefined, string[], string | undefined]>([
    [
      'goes on with what was said',
      { action: 'accept', content: { reason: 'late' } },
      ['DELETE /orders/o-1?reason=late'],
      undefined,
    ],
    ['ends when the user declines', { action: 'decline' }, [], 'The user declined. Nothing was called.'],
    [
      'ends when the user goes away',
      { action: 'cancel' },
      [],
      'The user did not answer. Nothing was called.',
    ],
    [
      'ends when the client cannot ask',
      undefined,
      [],
      'This tool asks its user for input, and this client cannot ask (elicitation).',
    ],
  ])('in a session: %s', async (_, answer, requests, failure) => {
    const client = await connect(answer);
    const result = await client.callTool({ name: 'cancel', arguments: { id: 'o-1' } });
    if (failure === undefined) expect(result).not.toHaveProperty('isError');
    else expect(result).toMatchObject({ isError: true, content: [{ text: failure }] });
    expect(called()).toEqual(requests);
    expect(messages).toEqual(answer === undefined ? [] : ['Cancel order o-1?']);
    await client.close();
  });

  it('says to a script that calls it that there is nobody to ask', async () => {
    const client = await connect({ action: 'accept', content: { reason: 'late' } });
    const { content } = await client.callTool({ name: 'by_script', arguments: {} });
    const [part] = content as [{ readonly text: string }];
    const error = { code: -32042, message: 'cancel needs input from the user: Cancel order o-9?' };
    expect(JSON.parse(part.text)).toEqual({ ok: false, content: null, error });
    expect(called()).toEqual([]);
    await client.close();
  });

  it('in 2026-07-28: asks, and goes on with what was said', async () => {
    const url = served.url('shop');
    const args = { arguments: { id: 'o-2' } };
    const { inputRequests, requestState } = resultOf(await call(url, 'cancel', args));
    expect(inputRequests).toMatchObject({ sure: { params: { mode: 'form', message: 'Cancel order o-2?' } } });
    expect(called()).toEqual([]);
    const wrong = { ...args, inputResponses: { sure: accepted({ reason: 'bored' }) }, requestState };
    const again = resultOf(await call(url, 'cancel', wrong));
    expect(again).toMatchObject({ resultType: 'input_required' });
    const right = {
      inputResponses: { sure: accepted({ reason: 'wrong' }) },
      requestState: again['requestState'],
    };
    expect(resultOf(await call(url, 'cancel', { ...args, ...right }))).toMatchObject({
      resultType: 'complete',
    });
    expect(called()).toEqual(['DELETE /orders/o-2?reason=wrong']);
    // Another order is another call.
    const replayed = { arguments: { id: 'o-3' }, inputResponses: {}, requestState };
    expect((await call(url, 'cancel', replayed)).json).toMatchObject({ error: { code: -32602 } });
  });
});

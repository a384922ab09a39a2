import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptBoth, send, statelessHeaders, statelessMeta } from './support/send.ts';
import { testGateway } from './support/test-gateway.ts';

const methods = [
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'server/discover',
  'notifications/cancelled',
  'prompts/list',
];
const meta = fc.oneof(fc.constant(statelessMeta), fc.jsonValue());
const params = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      _meta: meta,
      name: fc.oneof(fc.constant('one'), fc.jsonValue()),
      arguments: fc.jsonValue(),
      cursor: fc.jsonValue(),
      protocolVersion: fc.jsonValue(),
      requestId: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);
const message = fc.record(
  {
    jsonrpc: fc.oneof({ weight: 9, arbitrary: fc.constant('2.0') }, { weight: 1, arbitrary: fc.jsonValue() }),
    id: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
    method: fc.oneof(fc.constantFrom(...methods), fc.string()),
    params,
    result: fc.jsonValue(),
  },
  { requiredKeys: ['jsonrpc'] },
);
const body = fc.oneof(message, fc.jsonValue(), fc.array(message, { maxLength: 3 }));
const headers = fc.record(
  {
    'mcp-protocol-version': fc.constantFrom('2025-11-25', '2025-03-26', '2026-07-28', 'x'),
    'mcp-method': fc.constantFrom(...methods),
    'mcp-name': fc.constantFrom('one', '=?base64?b25l?=', '=?base64?!?='),
    'mcp-session-id': fc.constantFrom('x', 'A'.repeat(100)),
  },
  { requiredKeys: [] },
);

test('whatever is sent gets an answer that is none of our faults', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'one' }] }]);
  await fc.assert(
    fc.asyncProperty(body, headers, async (value, more) => {
      const text = JSON.stringify(value);
      const answer = await send(gateway.url('/mcp/abcd'), {
        headers: { ...acceptBoth, ...more },
        body: text,
      });
      expect([200, 202, 400, 404], `${text} ${answer.text}`).toContain(answer.status);
      if (answer.text !== '') expect(answer.json).not.toBeNull();
    }),
    { numRuns: 300 },
  );
  expect(gateway.log.lines).toEqual([]);
});

test('whatever bytes are sent get an answer', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'one' }] }]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
      const sent = { ...acceptBoth, ...statelessHeaders('tools/list') };
      const answer = await send(gateway.url('/mcp/abcd'), { headers: sent, body: Buffer.from(bytes) });
      expect(answer.status).toBe(400);
    }),
    { numRuns: 50 },
  );
  expect(gateway.log.lines).toEqual([]);
});

import { Agent, request } from 'node:http';
import { expect, it } from 'vitest';
import type { AuditEvent } from '../../../src/gateway/audit/sink.ts';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { startBackend } from '../../support/backend-server.ts';
import { serveTree } from '../../support/served-tree.ts';
import { acceptBoth } from '../mcp/support/send.ts';

interface Answered {
  readonly status: number;
  readonly connection: string | undefined;
  readonly text: string;
}

function ask(url: string, agent: Agent, method: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: acceptBoth }, (response) => {
      let text = '';
      const { statusCode: status = 0, headers } = response;
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status, connection: headers.connection, text }));
    });
    asked.on('error', reject);
    asked.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { name: 'get_orders' } }));
  });
}

it('a gateway that stops finishes its calls, lets connections go, and tells of all before it ends', async () => {
  let release: () => void = () => undefined;
  const backend = await startBackend((_, response) => (release = () => response.end('at last')));
  const told: string[] = [];
  const audit = {
    write: ({ attributes }: AuditEvent) =>
      told.push(`${attributes['event.action']} ${attributes['event.outcome']}`),
    close: () => Promise.resolve(void told.push('closed')),
  };
  const plan = planWith('audit: true').replace('http://localhost:1', backend.origin);
  const exposition = `${smallTree['exposition.yaml']}  name: orders\n`;
  const gateway = await serveTree(
    { ...smallTree, 'plan.yaml': plan, 'exposition.yaml': exposition },
    { audit },
  );
  const agent = new Agent({ keepAlive: true });
  const url = gateway.url('orders');
  expect(await ask(url, agent, 'ping')).toMatchObject({ status: 200, connection: 'keep-alive' });

  const underway = ask(url, agent, 'tools/call');
  await expect.poll(() => backend.seen.length).toBe(1);
  const stopped = gateway.stop();
  await expect.poll(() => ask(url, agent, 'tools/call')).toMatchObject({ status: 503, connection: 'close' });
  release();
  expect(await underway).toMatchObject({ status: 200, text: expect.stringContaining('at last') });
  await stopped;
  expect(told.at(0)).toBe('ping success');
  expect(told).toContain('tools/call success');
  expect(told.at(-1)).toBe('closed');
  await expect(ask(url, agent, 'ping')).rejects.toThrow();
  agent.destroy();
  await backend.close();
});

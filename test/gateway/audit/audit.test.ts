import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuditSink } from '../../../src/gateway/audit/open-sink.ts';
import { type AuditEvent, type AuditSink, lineSink } from '../../../src/gateway/audit/sink.ts';
import { silentLog, systemClock } from '../../../src/kernel/index.ts';
import { serviceId } from '../../../src/snapshot/index.ts';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';
import { rpc } from '../mcp/support/send.ts';

const canary = (where: string): string => `canary-${where}-0b9d3`;
const trace = 'b7ad6b7169203331'.repeat(2);

function keepingSink(): AuditSink & { take(): readonly AuditEvent[] } {
  let events: AuditEvent[] = [];
  return {
    write: (event) => events.push(event),
    close: () => Promise.resolve(),
    take: () => {
      const taken = events;
      events = [];
      // What is left out of the line is left out here.
      return JSON.parse(JSON.stringify(taken)) as AuditEvent[];
    },
  };
}

/** What is recorded of requests, by a gateway as it runs, with canaries in everything that must not be. */
describe('audit events', () => {
  const audit = keepingSink();
  let identity: IdentityProvider;
  let backend: BackendServer;
  let gateway: ServedTree;
  let endpoint: string;
  const service = {
    'service.name': 'Orders',
    'service.version': '1',
    'organization.id': 'acme',
    'source.ip': '127.0.0.1',
  };
  const call = (name: string, more: object = {}): object => ({
    jsonrpc: '2.0',
    id: 7,
    method: 'tools/call',
    params: { name, ...more },
  });

  beforeAll(async () => {
    identity = await startIdentityProvider(['read', 'write']);
    backend = await startBackend(({ method }, response) => {
      response
        .writeHead(method === 'POST' ? 500 : 200, { 'content-type': 'text/plain' })
        .end(canary('answer'));
    });
    const plan = planWith(
      `audit: true\noauth2Configuration: { authorizationServers: ["${identity.issuer}"], scopes: [read] }`,
    ).replace('http://localhost:1', backend.origin);
    const other = `apiVersion: reshapr.io/v1alpha1\nkind: ConfigurationPlan\nmetadata: { name: quiet }\nspec: { service: { name: Orders, version: "1" }, backendEndpoint: "${backend.origin}" }\n---\napiVersion: reshapr.io/v1alpha1\nkind: Exposition\nmetadata: { name: quiet }\nspec: { service: { name: Orders }, configurationPlan: quiet, gatewayGroup: default, name: quiet }\n`;
    const exposition = `${smallTree['exposition.yaml']}  name: orders\n`;
    const tree = { ...smallTree, 'plan.yaml': plan, 'exposition.yaml': exposition, 'quiet.yaml': other };
    gateway = await serveTree(tree, { audit });
    endpoint = gateway.url('orders');
  });

  afterAll(async () => {
    await gateway.stop();
    await backend.close();
    await identity.stop();
  });

  it('tell of a call who made it, of what, and how it ended', async () => {
    const token = await identity.token(endpoint, 'read');
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      sub: string;
    };
    const headers = { authorization: `Bearer ${token}`, traceparent: `00-${trace}-b7ad6b7169203331-01` };
    const { text } = await rpc(endpoint, call('get_orders', { _meta: { note: canary('meta') } }), {
      ...headers,
      'x-custom': canary('header'),
    });
    expect(text).toContain(canary('answer'));
    const [event] = audit.take();
    expect(event).toEqual({
      severity: 'INFO',
      body: expect.stringMatching(
        new RegExp(
          `^MCP audit: tools/call on Orders:1, target=get_orders, outcome=success, duration=\\d+ms, user=${sub}$`,
        ),
      ),
      attributes: {
        'log.type': 'audit',
        'event.action': 'tools/call',
        'event.outcome': 'success',
        'event.duration': expect.any(Number),
        ...service,
        'mcp.response.size': Buffer.byteLength(text),
        'mcp.request.id': '7',
        'mcp.target.name': 'get_orders',
        'user.id': sub,
        'trace.id': trace,
      },
    });
    expect(JSON.stringify(event)).not.toContain('canary');
    expect(JSON.stringify(event)).not.toContain(token.slice(-20));
  });

  it('tell of failures, and nothing of what a client or a backend wrote', async () => {
    const authorization = `Bearer ${await identity.token(endpoint, 'read')}`;
    await rpc(endpoint, call('get_orders', { arguments: { q: canary('argument') } }), { authorization });
    await rpc(endpoint, call('post_orders', { arguments: {} }), { authorization });
    await rpc(endpoint, call(canary('tool')), { authorization });
    await rpc(endpoint, { ...call('get_orders'), method: canary('method') }, { authorization });
    await rpc(
      endpoint,
      { ...call('get_orders'), method: 'resources/read', params: { uri: canary('uri') } },
      { authorization },
    );
    const events = audit.take();
    const facts = events.map(({ severity, attributes }) => [
      severity,
      attributes['event.action'],
      attributes['event.outcome'],
      attributes['mcp.target.name'],
      attributes['mcp.error.code'],
    ]);
    expect(facts).toEqual([
      ['WARN', 'tools/call', 'failure', 'get_orders', undefined],
      ['WARN', 'tools/call', 'failure', 'post_orders', undefined],
      ['WARN', 'tools/call', 'failure', undefined, -32602],
      ['WARN', 'other', 'failure', undefined, -32601],
      ['WARN', 'resources/read', 'failure', undefined, -32601],
    ]);
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  it('name a session without opening it', async () => {
    const headers = { authorization: `Bearer ${await identity.token(endpoint, 'read')}` };
    const opening = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    };
    const opened = await rpc(endpoint, { ...call(''), method: 'initialize', params: opening }, headers);
    const id = String(opened.headers['mcp-session-id']);
    await rpc(
      endpoint,
      { jsonrpc: '2.0', id: 2, method: 'tools/list' },
      { ...headers, 'mcp-session-id': id },
    );
    const events = audit.take();
    expect(events.map(({ attributes }) => attributes['event.action'])).toEqual(['initialize', 'tools/list']);
    expect(events.at(-1)?.attributes['mcp.session.id']).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(events)).not.toContain(id);
  });

  it.each<[string, Record<string, string>, string, number]>([
    ['no token', {}, 'missing_bearer_token', 401],
    ['what is no token', { authorization: 'Bearer ???' }, 'malformed_token', 401],
    ['a token of nobody', { authorization: `Bearer ${canary('token')}.a.b` }, 'malformed_token', 401],
    ['the name of somebody else', { host: 'evil.test' }, 'forbidden_host', 403],
    ['a page of somebody else', { origin: 'https://evil.test' }, 'forbidden_origin', 403],
    ['another scope', { scope: 'write' }, 'missing_scope', 403],
  ])('tell of a refusal: %s', async (_, headers, reason, status) => {
    const { scope, ...sent } = headers;
    const authorization = scope && { authorization: `Bearer ${await identity.token(endpoint, scope)}` };
    await rpc(endpoint, call('get_orders'), { ...sent, ...authorization });
    const events = audit.take();
    expect(events).toEqual([
      {
        severity: 'WARN',
        body: `MCP audit: authentication on Orders:1, outcome=failure, reason=${reason}`,
        attributes: {
          'log.type': 'audit',
          'event.action': 'authentication',
          'event.outcome': 'failure',
          'event.reason': reason,
          'http.response.status_code': status,
          'service.id': serviceId('acme', 'Orders', '1'),
          ...service,
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  it('are written of no endpoint whose plan does not ask for them', async () => {
    await rpc(gateway.url('quiet'), call('get_orders'));
    await rpc(gateway.url('quiet'), call('get_orders'), { host: 'evil.test' });
    expect(audit.take()).toEqual([]);
  });
});

describe('the sink of audit events', () => {
  const event: AuditEvent = {
    severity: 'INFO',
    body: 'b',
    attributes: { 'log.type': 'audit', x: undefined },
  };

  it('adds lines to a file', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'reshapr-audit-'));
    const file = join(directory, 'audit.jsonl');
    for (const _ of [1, 2]) {
      const sink = openAuditSink(file, { clock: systemClock, log: silentLog, metrics: silentMetrics });
      sink.write(event);
      await sink.close();
    }
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
      [1, 2].map(() => ({
        time: expect.stringMatching(/^20.*Z$/),
        severity: 'INFO',
        scope: 'io.reshapr.audit',
        body: 'b',
        'log.type': 'audit',
      })),
    );
    const nowhere = (): AuditSink =>
      openAuditSink(join(directory, 'no', 'such'), {
        clock: systemClock,
        log: silentLog,
        metrics: silentMetrics,
      });
    expect(nowhere).toThrow(expect.objectContaining({ code: 'RSH6104' }));
    await rm(directory, { recursive: true });
  });

  it('loses and counts what a reader that does not read leaves no room for', async () => {
    const [log, metrics] = [recordingLog(), recordingMetrics()];
    let release: () => void = () => undefined;
    const slow = new Writable({ highWaterMark: 1, write: (_, __, done) => (release = done) });
    const sink = lineSink(slow, { clock: systemClock, log, metrics }, 1000);
    for (let n = 0; n < 100; n++) sink.write(event);
    const outcomes = metrics.observed.map(({ labels }) => labels['outcome']);
    const written = outcomes.filter((outcome) => outcome === 'written').length;
    expect(written).toBeGreaterThan(5);
    expect(written).toBeLessThan(20);
    expect(outcomes.filter((outcome) => outcome === 'lost')).toHaveLength(100 - written);
    // Said once, not a hundred times.
    expect(log.lines).toHaveLength(1);
    release();
  });

  it('survives a reader that is gone', async () => {
    const log = recordingLog();
    const gone = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) });
    const sink = lineSink(gone, { clock: systemClock, log, metrics: silentMetrics });
    sink.write(event);
    await new Promise((resolve) => setImmediate(resolve));
    sink.write(event);
    await sink.close();
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
  });
});

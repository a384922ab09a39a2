import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentReader } from '../../../../src/gateway/backends/content/read-content.ts';
import { httpBackends } from '../../../../src/gateway/backends/http-backends.ts';
import type { FetchedContent } from '../../../../src/gateway/surface/fetched-content.ts';
import { systemClock } from '../../../../src/kernel/index.ts';
import type { BackendSecret, ResourceObject } from '../../../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { presentFrom } from '../../../support/present.ts';
import { recordingLog, recordingMetrics } from '../../../support/recording-ports.ts';
import { fakeSurface } from '../../mcp/support/fake-surfaces.ts';

const log = recordingLog();
const backends = httpBackends({ log, metrics: recordingMetrics(), clock: systemClock, version: '1' });
const present = presentFrom({ TOKEN: 'marker-secret' });
const read = contentReader({ backends, present, log, timeoutMs: 2000, maxBytes: 1000 });

/** What the servers answer to a path. */
const pages: Readonly<
  Record<string, { status?: number; type?: string; body?: string | Buffer; more?: object }>
> = {
  '/text': { type: 'text/plain; charset=iso-8859-1', body: Buffer.from([0xe9]) },
  '/json': { type: 'application/problem+json', body: '{}' },
  '/yaml': { type: 'application/yaml', body: 'a: 1' },
  '/svg': { type: 'image/svg+xml', body: '<svg/>' },
  '/png': { type: 'image/png', body: Buffer.from([0, 1, 2]) },
  '/pdf': { type: 'application/pdf', body: '%PDF' },
  '/untyped': { body: 'é' },
  '/untyped-bytes': { body: Buffer.from([0xff, 0]) },
  '/octets': { type: 'application/octet-stream', body: '# md' },
  '/gzip': { type: 'text/plain', body: gzipSync('packed'), more: { 'content-encoding': 'gzip' } },
  '/empty': { status: 204 },
  '/moved': { status: 302, more: { location: 'http://127.0.0.1:1/' } },
  '/gone': { status: 410 },
  '/broken': { status: 500, body: 'secret details' },
  '/long': { type: 'text/plain', body: 'x'.repeat(2000) },
};

let backend: BackendServer;
let elsewhere: BackendServer;

beforeAll(async () => {
  [backend, elsewhere] = (await Promise.all(
    [0, 1].map(() =>
      startBackend(({ target }, response) => {
        const page = pages[target.replace(/^\/base/, '')] ?? { status: 404 };
        const { status = 200, type, body, more } = page;
        response.writeHead(status, { ...(type && { 'content-type': type }), ...more }).end(body);
      }),
    ),
  )) as [BackendServer, BackendServer];
});
afterAll(async () => {
  await backends.close(AbortSignal.abort());
  await Promise.all([backend.close(), elsewhere.close()]);
});
beforeEach(() => {
  (backend.seen as unknown[]).length = 0;
  (elsewhere.seen as unknown[]).length = 0;
});

interface Given {
  readonly secret?: BackendSecret;
  readonly object?: Partial<ResourceObject>;
  readonly variables?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
}

function readAt(uri: string, { secret, object, variables, signal }: Given = {}): Promise<FetchedContent> {
  const surface = fakeSurface({ id: 'abcd', tools: [] });
  const exposition = {
    ...surface.exposition,
    backend: { endpoint: `${backend.origin}/base`, ...(secret && { secret }) },
  };
  const resource: ResourceObject = {
    format: 'resource@1',
    uri,
    name: 'r',
    content: { from: 'backend' },
    ...object,
  };
  const context = {
    signal: signal ?? new AbortController().signal,
    headers: { 'x-forwarded-for': '192.0.2.7', authorization: 'Bearer of the caller', cookie: 'a=b' },
    remoteAddress: '192.0.2.1',
  };
  return read({ ...surface, exposition }, { uri, object: resource, variables }, context);
}

describe('a file of the backend', () => {
  it.each<[path: string, mimeType: string | undefined, content: object]>([
    ['/text', 'text/plain; charset=iso-8859-1', { text: 'é' }],
    ['/json', 'application/problem+json', { text: '{}' }],
    ['/yaml', 'application/yaml', { text: 'a: 1' }],
    ['/svg', 'image/svg+xml', { text: '<svg/>' }],
    ['/png', 'image/png', { blob: 'AAEC' }],
    ['/pdf', 'application/pdf', { blob: 'JVBERg==' }],
    ['/untyped', undefined, { text: 'é' }],
    ['/untyped-bytes', undefined, { blob: '/wA=' }],
    ['/octets', 'application/octet-stream', { blob: 'IyBtZA==' }],
    ['/gzip', 'text/plain', { text: 'packed' }],
    ['/empty', undefined, { text: '' }],
  ])('%s is %s', async (path, mimeType, content) => {
    const fetched = await readAt(`file://${path}`);
    expect(fetched).toEqual({ type: 'content', mimeType, content, upstreamMs: expect.any(Number) });
  });

  it.each<[declared: string, path: string, content: object]>([
    ['text/markdown', '/octets', { text: '# md' }],
    ['image/svg+xml', '/octets', { text: '# md' }],
    ['application/pdf', '/text', { blob: '6Q==' }],
    ['text/plain', '/untyped-bytes', { text: '\ufffd\0' }],
  ])('is what its manifest declares: %s', async (mimeType, path, content) => {
    expect(await readAt(`file://${path}`, { object: { mimeType } })).toMatchObject({ content });
    expect(backend.seen[0]?.headers.accept).toBe(`${mimeType}, */*;q=0.5`);
  });

  it('is asked for with the credentials of the plan and the address of the caller, nothing else of it', async () => {
    await readAt('file:///text', { secret: { name: 's', token: '${env:TOKEN}' } });
    expect(backend.seen).toMatchObject([
      {
        method: 'GET',
        target: '/base/text',
        headers: {
          authorization: 'Bearer marker-secret',
          'x-forwarded-for': '192.0.2.7, 192.0.2.1',
          accept: '*/*',
        },
      },
    ]);
    expect(backend.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  it('keeps the query of its URI, and drops the fragment', async () => {
    await readAt('file:///search?q=a%20b&x=[1]#top');
    await readAt('file://localhost/text');
    expect(backend.seen.map(({ target }) => target)).toEqual([
      '/base/search?q=a%20b&x=%5B1%5D',
      '/base/text',
    ]);
  });

  it.each([
    'file:///../admin',
    'file:///a/../../admin',
    'file:///a/%2e%2e/admin',
    'file:///a/.%2E/admin',
    'file:///a/..%2Fadmin',
    'file:///a%5C..%5Cadmin',
    'file:///./a',
    'file:///a//b',
    'file://example.com/a',
    'file:a',
    'other:///a',
  ])('is missing at %s', async (uri) => {
    expect(await readAt(uri)).toEqual({ type: 'missing' });
    expect(backend.seen).toEqual([]);
  });

  it.each<[uri: string, template: string, target: string | undefined]>([
    ['file:///orders/', 'file:///orders/{id}', undefined],
    ['file:///orders/', 'file:///orders/{+path}', undefined],
    ['file:///orders//items', 'file:///orders/{id}/items', undefined],
    ['file:///orders/7', 'file:///orders/{id}', '/base/orders/7'],
    ['file:///orders/7%2F8', 'file:///orders/{id}', '/base/orders/7%2F8'],
    ['file:///orders/?q=1', 'file:///orders/{?q}', '/base/orders/?q=1'],
    ['file:///orders?q=a/', 'file:///orders{?q}', '/base/orders?q=a/'],
    ['file:///7/', 'file:///{id}/', '/base/7/'],
  ])('%s of the template %s is %s', async (uri, template, target) => {
    await readAt(uri, { object: { uri: template, template: true }, variables: new Map() });
    expect(backend.seen.map((request) => request.target)).toEqual(target === undefined ? [] : [target]);
  });

  it.each<[path: string, fetched: FetchedContent]>([
    ['/nothing', { type: 'missing' }],
    ['/gone', { type: 'missing' }],
    ['/broken', { type: 'failed', text: 'The origin of the resource answered 500 Internal Server Error.' }],
    ['/moved', { type: 'failed', text: 'The origin of the resource answered 302 Found.' }],
    ['/long', { type: 'failed', text: "The backend's answer is larger than 1000 bytes." }],
  ])('%s is no content', async (path, fetched) => {
    expect(await readAt(`file://${path}`)).toEqual(fetched);
  });

  it('fails without its credential, and does not ask without it', async () => {
    const fetched = await readAt('file:///text', { secret: { name: 's', token: '${env:MISSING}' } });
    expect(fetched).toMatchObject({ type: 'failed', text: expect.stringContaining('${env:MISSING}') });
    expect(backend.seen).toEqual([]);
  });

  it('is not asked for by who has gone', async () => {
    expect(await readAt('file:///text', { signal: AbortSignal.abort() })).toMatchObject({ type: 'failed' });
    expect(backend.seen).toEqual([]);
  });
});

describe('a remote content', () => {
  const secret = { name: 's', token: '${env:TOKEN}' };
  const remote = (url: string): Given => ({ secret, object: { content: { from: 'remote', url } } });

  it('is fetched without anything of plan or caller', async () => {
    const fetched = await readAt('ui://a', remote(`${elsewhere.origin}/json?x=1#y`));
    expect(fetched).toEqual({ type: 'missing' });
    const [request] = elsewhere.seen;
    expect(request).toMatchObject({ method: 'GET', target: '/json?x=1' });
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(JSON.stringify(elsewhere.seen)).not.toContain('marker-secret');
  });

  it('is fetched with the credentials of the plan at the origin of the backend', async () => {
    expect(await readAt('ui://a', remote(`${backend.origin}/json`))).toMatchObject({
      content: { text: '{}' },
    });
    expect(backend.seen[0]?.headers.authorization).toBe('Bearer marker-secret');
  });

  it('does not follow a redirect', async () => {
    expect(await readAt('ui://a', remote(`${elsewhere.origin}/moved`))).toMatchObject({ type: 'failed' });
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://2852039166/',
    'http://0.0.0.0/',
    'http://224.0.0.1/',
    'ftp://example.com/',
    '/relative',
  ])('is missing at %s', async (url) => {
    expect(await readAt('ui://a', remote(url))).toEqual({ type: 'missing' });
  });

  it('reaches a host by its name', async () => {
    const url = elsewhere.origin.replace('127.0.0.1', 'localhost');
    expect(await readAt('ui://a', remote(`${url}/json`))).toMatchObject({ content: { text: '{}' } });
  });
});

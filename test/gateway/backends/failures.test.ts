import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { httpBackends } from '../../../src/gateway/backends/http-backends.ts';
import { textOfPart } from '../../../src/gateway/backends/result.ts';
import type { CallResult } from '../../../src/gateway/surface/call-result.ts';
import { systemClock } from '../../../src/kernel/index.ts';
import { type Handler, listen, startBackend } from '../../support/backend-server.ts';
import { selfSignedCertificate } from '../../support/certificates.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** One call to an origin, and everything that could tell on it. */
async function callOnce(origin: string, certificates: readonly string[] = [], maxResponseBytes = 1000) {
  const log = recordingLog();
  const ports = { log, metrics: recordingMetrics(), clock: systemClock, version: '1' };
  const backends = httpBackends({ ...ports, certificates });
  closers.push(() => backends.close(AbortSignal.abort()));
  const request = { method: 'GET', path: '/', headers: {}, body: undefined } as const;
  const options = { promised: 'text', maxResponseBytes } as const;
  const result = await backends.call({ origin, basePath: '' }, request, options);
  return { result, text: textOf(result), outcome: log.lines[0]?.fields['outcome'] };
}

function textOf({ content }: CallResult): string {
  return content.map(textOfPart).join('\n');
}

/** A server that treats each connection as it likes. */
async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

async function serve(handler: Handler): Promise<string> {
  const server = await startBackend(handler);
  closers.push(() => server.close());
  return server.origin;
}

describe('connections that fail', () => {
  it('are refused', async () => {
    const server = await startBackend();
    await server.close();
    const { result, text, outcome } = await callOnce(server.origin);
    expect([result.isError, text, outcome]).toEqual([true, 'The backend refused the connection.', 'refused']);
  });

  it('have no address', async () => {
    const { text, outcome } = await callOnce('http://no-such-host.invalid');
    expect([text, outcome]).toEqual(["The backend's host name cannot be resolved.", 'unresolved']);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['at once', (socket) => socket.destroy()],
    ['after the request', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['within the headers', (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-'))],
    [
      'within the body',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc')),
    ],
  ])('end %s', async (_, onConnection) => {
    const { text, outcome } = await callOnce(await serveRaw(onConnection));
    const expected = 'The backend closed the connection before its answer was complete.';
    expect([text, outcome]).toEqual([expected, 'reset']);
  });

  it('speak something else', async () => {
    const origin = await serveRaw((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
    );
    const { text, outcome } = await callOnce(origin);
    expect([text, outcome]).toEqual(["The backend's answer is no valid HTTP.", 'invalid']);
  });

  it('hold headers without end', async () => {
    const endless = `HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(40)}`;
    const origin = await serveRaw((socket) => socket.once('data', () => socket.write(endless)));
    expect((await callOnce(origin)).outcome).toBe('invalid');
  });
});

describe('TLS', () => {
  async function serveTls(host: string) {
    const { certificate, key } = await selfSignedCertificate(host);
    const server = createHttpsServer({ cert: certificate, key }, (_, response) => response.end('secure'));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { origin: `https://localhost:${await listen(server)}`, certificate };
  }
  const refused = "The backend's TLS certificate or connection was not accepted.";

  it('takes a certificate that is trusted', async () => {
    const { origin, certificate } = await serveTls('localhost');
    expect((await callOnce(origin, [certificate])).text).toBe('secure');
  });

  it('refuses one that is not', async () => {
    const { origin } = await serveTls('localhost');
    expect(await callOnce(origin)).toMatchObject({ text: refused, outcome: 'tls' });
  });

  it('refuses one for another host', async () => {
    const { origin, certificate } = await serveTls('elsewhere.example');
    expect(await callOnce(origin, [certificate])).toMatchObject({ text: refused, outcome: 'tls' });
  });

  it('refuses a server that has none', async () => {
    const origin = await serve((_, response) => response.end());
    expect(await callOnce(origin.replace('http:', 'https:'))).toMatchObject({
      text: refused,
      outcome: 'tls',
    });
  });
});

describe('answers that are too large', () => {
  const tooLarge = "The backend's answer is larger than 1000 bytes.";
  it.each<[string, Handler]>([
    ['say so', (_, response) => response.writeHead(200, { 'content-length': 1001 }).end('x'.repeat(1001))],
    [
      'do not say so',
      (_, response) => {
        response.write('x'.repeat(600));
        response.end('x'.repeat(600));
      },
    ],
    ['never end', (_, response) => void setInterval(() => response.write('x'.repeat(300)), 1).unref()],
    [
      'are small while encoded',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(100_000))),
    ],
  ])('%s', async (_, handler) => {
    expect(await callOnce(await serve(handler))).toMatchObject({ text: tooLarge, outcome: 'too_large' });
  });

  it('are not, up to the last byte', async () => {
    const body = 'x'.repeat(1000);
    const plain = await serve((_, response) => void response.end(body));
    const zipped = await serve(
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body)),
    );
    expect([(await callOnce(plain)).text, (await callOnce(zipped)).text]).toEqual([body, body]);
  });
});

describe('encoded answers', () => {
  const body = 'hello ü';
  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', gzipSync(body)],
    ['gzip by its old name', 'x-gzip', gzipSync(body)],
    ['deflate', 'deflate', deflateSync(body)],
    ['deflate without its header', 'deflate', deflateRawSync(body)],
    ['brotli', 'br', brotliCompressSync(body)],
    ['one after the other', 'deflate, GZIP', gzipSync(deflateSync(body))],
    ['not at all', 'identity', Buffer.from(body)],
  ])('%s', async (_, encoding, bytes) => {
    const origin = await serve(
      (__, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    );
    expect((await callOnce(origin)).text).toBe(body);
  });

  it.each<[string, string, Buffer, string]>([
    ['unknown', 'zstd', Buffer.from(body), 'zstd'],
    ['broken', 'gzip', Buffer.from(body), 'gzip'],
    ['cut short', 'br', brotliCompressSync('x'.repeat(50)).subarray(0, 6), 'br'],
    ['too often', 'gzip, gzip, gzip, gzip', gzipSync(body), 'gzip, gzip, gzip, gzip'],
  ])('%s', async (_, encoding, bytes, named) => {
    const origin = await serve(
      (__, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    );
    const text = `The backend's answer cannot be decoded (content-encoding ${named}).`;
    expect(await callOnce(origin)).toMatchObject({ text, outcome: 'undecodable' });
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Server, ServerCredentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../src/kernel/index.ts';
import { localTls } from '../../src/reconciler/index.ts';
import { tlsChannel, unreachable } from '../../src/wire/index.ts';
import { selfSignedCertificate } from '../support/certificates.ts';

interface TlsServer {
  readonly port: number;
  readonly authority: Buffer;
}

describe('TLS to a server', () => {
  const servers: Server[] = [];
  let folder: string;
  /** With the certificate that `serve` makes: for localhost and its addresses. */
  let own: TlsServer;
  /** With a certificate for the name localhost alone. */
  let named: TlsServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reshapr-tls-'));
    const made = await localTls(folder, [], { clock: systemClock, random: systemRandom });
    own = await listen(made.certificate, made.key, await readFile(made.caFile));
    const { certificate, key } = await selfSignedCertificate('localhost');
    named = await listen(certificate, key, Buffer.from(certificate));
  });
  afterAll(async () => {
    for (const server of servers) server.forceShutdown();
    await rm(folder, { recursive: true, force: true });
  });

  function listen(certificate: string, key: string, authority: Buffer): Promise<TlsServer> {
    const server = new Server();
    servers.push(server);
    const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
    const credentials = ServerCredentials.createSsl(null, [pair]);
    return new Promise((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', credentials, (error, port) =>
        error === null ? resolve({ port, authority }) : reject(error),
      );
    });
  }

  /** What a call comes to: `answered`, though only by there being no such method, or why it was not. */
  function call(host: string, port: number, authority: Buffer | null): Promise<string> {
    const { credentials, options } = tlsChannel(host, authority);
    const client = new Client(`${host}:${port}`, credentials, options);
    const bytes = (buffer: Buffer): Buffer => buffer;
    return new Promise((resolve) => {
      client.makeUnaryRequest('/nothing/Here', bytes, bytes, Buffer.alloc(0), (error) => {
        client.close();
        resolve(error?.code === 12 ? 'answered' : unreachable(String(error?.details)).kind);
      });
    });
  }

  it.each(['127.0.0.1', 'localhost'])('works by %s, which is in its certificate', async (host) => {
    expect(await call(host, own.port, own.authority)).toBe('answered');
  });

  it('works by the name of a certificate, and not by an address that is not in it', async () => {
    expect(await call('localhost', named.port, named.authority)).toBe('answered');
    expect(await call('127.0.0.1', named.port, named.authority)).toBe('other-names');
  });

  it('is refused where the authority is another one', async () => {
    expect(await call('127.0.0.1', own.port, named.authority)).toBe('untrusted');
    expect(await call('localhost', own.port, null)).toBe('untrusted');
  });
});

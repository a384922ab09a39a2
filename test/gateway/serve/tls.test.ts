import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tlsOf } from '../../../src/gateway/config/tls.ts';
import { readListenerCertificate } from '../../../src/gateway/serve/tls/listener-certificate.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { selfSignedCertificate, type TestCertificate } from '../../support/certificates.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { acceptBoth } from '../mcp/support/send.ts';

interface Seen {
  readonly status: number;
  readonly text: string;
  /** Who the server said that it is, and on which connection. */
  readonly fingerprint: string;
  readonly socket: TLSSocket;
}

const call = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_orders' } });

describe('TLS on the listener', () => {
  const log = recordingLog();
  let directory: string;
  let backend: BackendServer;
  let gateway: ServedTree;
  let isHeld = false;
  let release: () => void = () => undefined;
  const [first, second] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })];
  const files = (): { certFile: string; keyFile: string } => ({
    certFile: join(directory, 'cert.pem'),
    keyFile: join(directory, 'key.pem'),
  });

  async function put({ certificate, key }: TestCertificate): Promise<void> {
    for (const [file, text] of [
      [files().keyFile, key],
      [files().certFile, certificate],
    ] as const) {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    }
  }

  function ask(agent: Agent): Promise<Seen> {
    const { port } = new URL(gateway.url(''));
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', agent, port, host: '127.0.0.1', rejectUnauthorized: false };
      const asked = request({ ...options, path: '/mcp/acme/orders', headers: acceptBoth }, (response) => {
        const socket = response.socket as TLSSocket;
        const { fingerprint256: fingerprint } = socket.getPeerCertificate();
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, fingerprint, socket }));
      });
      asked.on('error', reject).end(call);
    });
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-tls-'));
    await put(await selfSignedCertificate('gateway.example'));
    backend = await startBackend((_, response) => {
      if (isHeld) release = () => response.end('at last');
      else response.end('at once');
    });
    const plan = smallTree['plan.yaml']?.replace('http://localhost:1', backend.origin);
    const exposition = `${smallTree['exposition.yaml']}  name: orders\n`;
    const tree = { ...smallTree, 'plan.yaml': plan, 'exposition.yaml': exposition };
    gateway = await serveTree(tree, { log, config: { tls: files() } });
  });

  afterAll(async () => {
    first.destroy();
    second.destroy();
    await gateway.stop();
    await backend.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('greets new connections with a new certificate, and goes on with open ones', async () => {
    const before = await ask(first);
    expect(before).toMatchObject({ status: 200, text: expect.stringContaining('at once') });

    // A call that is under way while the certificate changes ends on its own connection.
    isHeld = true;
    const underway = ask(first);
    await expect.poll(() => backend.seen.length).toBe(2);
    await put(await selfSignedCertificate('gateway.example'));
    const loaded = (): number => log.lines.filter(({ message }) => /has a certificate/.test(message)).length;
    await expect.poll(loaded, { timeout: 10_000 }).toBe(2);
    release();
    const after = await underway;
    expect(after).toMatchObject({ status: 200, text: expect.stringContaining('at last') });
    expect(after.socket).toBe(before.socket);

    isHeld = false;
    const fresh = await ask(second);
    expect(fresh.fingerprint).not.toBe(before.fingerprint);
    expect((await ask(first)).socket).toBe(before.socket);
  }, 30_000);

  it('keeps the one before when the next is no certificate with its key', async () => {
    const { fingerprint } = await ask(new Agent());
    await writeFile(files().certFile, 'half a certificate');
    await expect
      .poll(() => log.lines.find(({ level }) => level === 'error')?.message, { timeout: 10_000 })
      .toBe('a certificate is refused: the one before goes on being used');
    expect((await ask(new Agent())).fingerprint).toBe(fingerprint);
  }, 30_000);

  it.each([
    ['the files of two', 'key values mismatch'],
    ['no file', 'ENOENT'],
  ])('a gateway does not start with %s', async (what, why) => {
    const [one, other] = [await selfSignedCertificate('a'), await selfSignedCertificate('b')];
    const certFile = join(directory, 'one.pem');
    const keyFile = join(directory, what === 'no file' ? 'none.pem' : 'other.pem');
    await writeFile(certFile, one.certificate);
    await writeFile(join(directory, 'other.pem'), other.key);
    const read = readListenerCertificate({ certFile, keyFile });
    await expect(read).rejects.toMatchObject({ code: 'RSH6103', message: expect.stringContaining(why) });
  });

  it.each([
    [{}, undefined],
    [
      { RESHAPR_GATEWAY_TLS_CERT: 'c', RESHAPR_GATEWAY_TLS_KEY: 'k' },
      { certFile: 'c', keyFile: 'k' },
    ],
  ])('%j names %j', (env, expected) => expect(tlsOf(env)).toEqual(expected));

  it.each([
    [{ RESHAPR_GATEWAY_TLS_CERT: 'c' }, 'RESHAPR_GATEWAY_TLS_KEY is not set'],
    [{ RESHAPR_GATEWAY_TLS_KEY: 'k' }, 'RESHAPR_GATEWAY_TLS_CERT is not set'],
  ])('%j is not enough: %s', (env, why) => expect(() => tlsOf(env)).toThrow(why));
});

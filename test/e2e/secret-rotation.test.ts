import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifest, smallTree } from '../compiler/support/small-tree.ts';
import { type TestAuthority, testAuthority } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { sessionClient } from './support/mcp-client.ts';
import { cliFile, killAll, start } from './support/processes.ts';

let directory: string;
let secrets: string;
let authority: TestAuthority;
let backend: Server;
let port: number;
/** The key and the certificate of each request. */
const seen: [string | undefined, string][] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-rotation-'));
  secrets = join(directory, 'secrets', 'acme', 'orders');
  authority = await testAuthority('ours');
  const server = await authority.issue('127.0.0.1');
  const tls = { cert: server.certificate, key: server.key, ca: authority.certificate };
  backend = createServer({ ...tls, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    const { CN: name } = (request.socket as TLSSocket).getPeerCertificate().subject;
    seen.push([request.headers['x-api-key'] as string | undefined, String(name)]);
    response.setHeader('content-type', 'text/plain').end('done');
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  port = await freePort();
  for (const [name, text] of Object.entries(treeOf((backend.address() as AddressInfo).port))) {
    const file = join(directory, 'tree', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await put('first');
  const gateway = start(process.execPath, [cliFile, 'dev', join(directory, 'tree'), '--port', String(port)], {
    env: { ...process.env, HOME: directory, RESHAPR_SECRETS_DIR: join(directory, 'secrets'), NO_COLOR: '1' },
  });
  await gateway.seen(/ENDPOINT/);
});

afterAll(async () => {
  killAll();
  backend.closeAllConnections();
  backend.close();
  await rm(directory, { recursive: true, force: true });
});

function treeOf(backendPort: number): Record<string, string> {
  const plan = `service: { name: Orders, version: "1" }\nbackendEndpoint: https://127.0.0.1:${backendPort}\nbackendSecretRef: orders\napiKey: false`;
  const names = 'tokenKey: key, certPemKey: ca.crt, clientCertPemKey: tls.crt, clientKeyPemKey: tls.key';
  return {
    ...smallTree,
    'plan.yaml': manifest('ConfigurationPlan', 'all', plan),
    'exposition.yaml': `${smallTree['exposition.yaml']}  name: orders\n`,
    'secrets.yaml': manifest(
      'SecretSource',
      'keys',
      `secrets:\n  - name: orders\n    tokenHeader: X-Api-Key\n    valuesFrom: { secretRef: orders, ${names} }`,
    ),
  };
}

/** Puts other secrets in the place of those that are there: all files at once, as Kubernetes does. */
async function put(name: string): Promise<void> {
  const { certificate, key } = await authority.issue(name);
  await rm(secrets, { recursive: true, force: true });
  const next = join(directory, `next-${name}`);
  await mkdir(next, { recursive: true });
  const files = {
    key: `key-${name}\n`,
    'ca.crt': authority.certificate,
    'tls.crt': certificate,
    'tls.key': key,
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(next, file), text);
  await cp(next, secrets, { recursive: true });
}

it('secrets in files that are replaced, a header and a client certificate, are presented from the next call on', async () => {
  const client = await sessionClient(`http://127.0.0.1:${port}/mcp/acme/orders`);
  const called = async (): Promise<unknown> => (await client.callTool({ name: 'get_orders' })).isError;
  expect(await called()).toBeUndefined();
  await put('second');
  expect(await called()).toBeUndefined();
  expect(seen).toEqual([
    ['key-first', 'first'],
    ['key-second', 'second'],
  ]);
  await client.close();
});

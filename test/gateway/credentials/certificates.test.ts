import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from '../../support/certificates.ts';
import { type OracleBackend, protoOracle, startOracleBackend } from '../../support/grpc-oracle.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { answers, grpcTree, protoNames, protoText } from '../backends/grpc/support.ts';
import { rpc } from '../mcp/support/send.ts';

let directory: string;
let ours: TestAuthority;
let theirs: TestAuthority;
let first: TestCertificate;
let second: TestCertificate;
let backend: Server;
let grpc: OracleBackend;
let gateway: ServedTree;
const log = recordingLog();
/** Who presented a certificate, per request, and connections that were made. */
const seen: string[] = [];
let connections = 0;

const secret = (name: string, fields: string): string => `  - name: ${name}\n    ${fields}`;
const files = 'secretRef: orders, clientCertPemKey: tls.crt, clientKeyPemKey: tls.key';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-certificates-'));
  await mkdir(join(directory, 'acme', 'orders'), { recursive: true });
  [ours, theirs] = [await testAuthority('ours'), await testAuthority('theirs')];
  [first, second] = [await ours.issue('first'), await ours.issue('second')];
  const server = await theirs.issue('127.0.0.1');
  const asked = { cert: server.certificate, key: server.key, ca: ours.certificate };
  backend = createServer({ ...asked, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
    response.setHeader('content-type', 'text/plain').end('done');
  });
  backend.on('secureConnection', () => connections++);
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  const oracle = protoOracle(
    Object.fromEntries(protoNames.map((name) => [`${name}.proto`, protoText(name)])),
  );
  const pair = { cert_chain: Buffer.from(server.certificate), private_key: Buffer.from(server.key) };
  grpc = await startOracleBackend(
    oracle,
    (call) => {
      seen.push(String(call.call.getAuthContext().sslPeerCertificate?.subject.CN));
      return answers(oracle)(call);
    },
    ServerCredentials.createSsl(Buffer.from(ours.certificate), [pair], true),
  );
  gateway = await serveTree(treeOf(), { log, config: { secretsDir: directory } });
});

beforeEach(async () => {
  seen.length = 0;
  connections = 0;
  await put({ 'ca.crt': theirs.certificate, 'tls.crt': first.certificate, 'tls.key': first.key });
});

afterAll(async () => {
  await gateway.stop();
  await grpc.stop();
  backend.closeAllConnections();
  await new Promise((resolve) => backend.close(resolve));
  await rm(directory, { recursive: true });
});

async function put(texts: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(texts))
    await writeFile(join(directory, 'acme', 'orders', name), text);
}

function treeOf(): Record<string, string> {
  const { port } = backend.address() as AddressInfo;
  const endpoint = (name: string): Record<string, string> => ({
    [`${name}.yaml`]: [
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: Orders, version: "1" }\nbackendEndpoint: https://127.0.0.1:${port}\nbackendSecretRef: ${name}\napiKey: false`,
      ),
      manifest(
        'Exposition',
        name,
        `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      ),
    ].join('---\n'),
  });
  const {
    'reshapr.yaml': _,
    'group.yaml': __,
    ...protos
  } = grpcTree(`https://127.0.0.1:${grpc.port}`, 'backendSecretRef: whole\napiKey: false');
  return {
    ...smallTree,
    ...protos,
    'secrets.yaml': manifest(
      'SecretSource',
      'keys',
      [
        'secrets:',
        secret('whole', `valuesFrom: { ${files}, certPemKey: ca.crt }`),
        secret('untrusting', `valuesFrom: { ${files} }`),
        secret('anonymous', 'valuesFrom: { secretRef: orders, certPemKey: ca.crt }'),
      ].join('\n'),
    ),
    ...endpoint('whole'),
    ...endpoint('untrusting'),
    ...endpoint('anonymous'),
  };
}

const call = (name: string, args = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: args },
});
const callHttp = async (endpoint: string): Promise<string> =>
  (await rpc(gateway.url(endpoint), call('get_orders'))).text;

describe('a client certificate', () => {
  it('is presented to a backend that is trusted by its own authority, over shared connections', async () => {
    expect(await callHttp('whole')).toContain('done');
    expect(await callHttp('whole')).toContain('done');
    expect([seen, connections]).toEqual([['first', 'first'], 1]);
  });

  it('that is replaced is presented from the next call on', async () => {
    await callHttp('whole');
    await put({ 'tls.crt': second.certificate, 'tls.key': second.key });
    await callHttp('whole');
    expect(seen).toEqual(['first', 'second']);
  });

  it('is presented over gRPC too', async () => {
    const said = async (): Promise<string> => (await rpc(gateway.url('everything'), call('Nothing'))).text;
    expect(await said()).not.toContain('isError');
    await put({ 'tls.crt': second.certificate, 'tls.key': second.key });
    expect(await said()).not.toContain('isError');
    expect(seen).toEqual(['first', 'second']);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['no authority of the backend', 'untrusting', {}, 'TLS certificate or connection was not accepted'],
    ['no certificate', 'anonymous', {}, '"isError":true'],
    [
      'half of one that was replaced',
      'whole',
      { 'tls.key': 'second' },
      "the certificates of secret 'whole' cannot be used: a certificate or key cannot be read, or they do not fit",
    ],
    ['no PEM', 'whole', { 'ca.crt': 'marker' }, 'certPem is no certificate in PEM'],
    [
      'no key',
      'whole',
      { 'tls.key': '' },
      'the gateway cannot resolve ${file:orders/tls.key}: the file is empty',
    ],
  ])('with %s makes no call', async (_, endpoint, texts, said) => {
    await put(
      Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [name, text === 'second' ? second.key : text]),
      ),
    );
    const text = await callHttp(endpoint);
    expect(text).toContain('"isError":true');
    expect(text).toContain(said);
    expect(seen).toEqual([]);
  });

  it('is in no log', () => {
    const text = JSON.stringify(log.lines);
    for (const { key } of [first, second]) expect(text).not.toContain(key.split('\n')[1]);
    expect(text).not.toContain('marker');
  });
});

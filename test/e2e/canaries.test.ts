import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { canary, filesBelow, found } from './support/canaries.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { post } from './support/mcp-client.ts';
import { killAll, reshapr } from './support/processes.ts';
import { group, openApi, project, writeTree } from './support/tree.ts';

/** Secrets, by where they are planted. */
const planted: Record<string, string> = Object.fromEntries(
  [
    ...['gateway environment', 'gateway environment, unused', 'control plane environment', 'secret file'],
    ...['caller key', 'wrong caller key', 'request header', 'client cookie', 'session id', 'argument'],
    ...['backend answer', 'backend failure', 'backend header', 'git remote', 'server url', 'wrong token'],
    ...['token in a manifest', 'password in a manifest', 'key in a manifest', 'user of a backend url'],
    ...['bearer token', 'token in the query', 'password of a proxy', 'token of a collector'],
    ...['client secret', 'issued token'],
    ...['query of a backend url', 'oauth2 client secret', 'environment of a command', 'gateway token'],
  ].map((where) => [where, canary(where.replaceAll(/[^a-z0-9]+/g, '-'))]),
);
const secret = (where: string): string => planted[where] ?? where;

/** Texts that belong into sinks: each has to be found where it is expected, or the test is blind there. */
const open = {
  description: canary('public-description'),
  gateway: 'canary-public-gateway-id',
  endpoint: 'canary-public-endpoint',
  crash: 'canary-public-crash',
};

/** Ways to end a process by a bug. */
const crashes: Readonly<Record<string, string>> = {
  exception: 'throw wrong;',
  rejection: 'void Promise.reject(wrong);',
};

const service = `apiVersion: reshapr.io/v1alpha1
kind: Service
metadata: { name: orders }
spec: { file: specs/orders.yaml }
---
apiVersion: reshapr.io/v1alpha1
kind: ConfigurationPlan
metadata: { name: all }
spec:
  service: { name: Orders, version: "1.0" }
  backendEndpoint: BACKEND
  backendSecretRef: orders
  apiKey: { from: "\${env:CALLER_KEY}" }
  audit: true
---
apiVersion: reshapr.io/v1alpha1
kind: SecretSource
metadata: { name: keys }
spec:
  secrets:
    - name: orders
      username: "\${env:BACKEND_USER}"
      password: "\${file:orders/password}"
---
apiVersion: reshapr.io/v1alpha1
kind: Exposition
metadata: { name: orders }
spec: { service: { name: Orders }, configurationPlan: all, gatewayGroup: default, name: canary-public-endpoint }
---
apiVersion: reshapr.io/v1alpha1
kind: ConfigurationPlan
metadata: { name: tokens }
spec:
  service: { name: Orders, version: "1.0" }
  backendEndpoint: BACKEND
  audit: true
  oauth2Configuration: { authorizationServers: [http://127.0.0.2:1] }
---
apiVersion: reshapr.io/v1alpha1
kind: Exposition
metadata: { name: tokens }
spec: { service: { name: Orders }, configurationPlan: tokens, gatewayGroup: default, name: tokens }
---
apiVersion: reshapr.io/v1alpha1
kind: SecretSource
metadata: { name: issued }
spec:
  secrets:
    - name: issued
      oauth2ClientConfiguration:
        clientId: gateway
        clientSecret: "\${env:CLIENT_SECRET}"
        tokenEndpoint: BACKEND/token
---
apiVersion: reshapr.io/v1alpha1
kind: ConfigurationPlan
metadata: { name: issued }
spec:
  service: { name: Orders, version: "1.0" }
  backendEndpoint: BACKEND
  backendSecretRef: issued
---
apiVersion: reshapr.io/v1alpha1
kind: Exposition
metadata: { name: issued }
spec: { service: { name: Orders }, configurationPlan: issued, gatewayGroup: default, name: issued }
`;

/** Edits of the tree that write a secret where none belongs. */
const mistakes: readonly [where: string, edit: (text: string) => string][] = [
  [
    'token in a manifest',
    (text) => text.replace(/username: .*\n.*\n/, `token: ${secret('token in a manifest')}\n`),
  ],
  [
    'password in a manifest',
    (text) => text.replace(/password: .*/, `password: ${secret('password in a manifest')}`),
  ],
  [
    'key in a manifest',
    (text) => text.replace(/apiKey: .*/, `apiKey: { from: ${secret('key in a manifest')} }`),
  ],
  [
    'user of a backend url',
    (text) => text.replace('http://', `http://me:${secret('user of a backend url')}@`),
  ],
  [
    'query of a backend url',
    (text) => text.replace(/(backendEndpoint: \S+)/, `$1/?key=${secret('query of a backend url')}`),
  ],
  [
    'oauth2 client secret',
    (text) =>
      text.replace(/apiKey: .*/, `oauth2: { clientId: me, clientSecret: ${secret('oauth2 client secret')} }`),
  ],
  [
    'environment of a command',
    (text) =>
      `${text}---\napiVersion: reshapr.io/v1alpha1\nkind: Service\nmetadata: { name: up }\nspec: { type: MCP, name: Up, version: "1", instances: [{ command: [a], env: { KEY: ${secret('environment of a command')} } }] }\n`,
  ],
];

/** Secrets of every input, and none of them in any output. */
describe('canary secrets', () => {
  let backend: Server;
  let collector: BackendServer;
  let installation: Installation;
  let gateway: Gateway;
  const sinks = new Map<string, string>();
  /** What the backend was presented. */
  const presented: (string | undefined)[] = [];

  async function run(...args: string[]): Promise<void> {
    const { code, out, err } = await installation.run(...args);
    sinks.set(
      `reshapr ${args.join(' ')} (${code})`.replaceAll(installation.directory, '.'),
      `${out}\n${err}`,
    );
  }

  beforeAll(async () => {
    process.env['CONTROL_PLANE_SECRET'] = secret('control plane environment');
    collector = await startBackend((_, response) => response.end('{}'));
    backend = createServer((request, response) => {
      const fails = request.url?.includes('fail') ?? false;
      presented.push(request.headers.authorization);
      const issued = { access_token: secret('issued token'), expires_in: 600 };
      if (request.url === '/token') return void response.end(JSON.stringify(issued));
      response
        .writeHead(fails ? 500 : 200, {
          'content-type': 'application/json',
          'set-cookie': secret('backend header'),
        })
        .end(JSON.stringify({ found: secret(fails ? 'backend failure' : 'backend answer') }));
    });
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    installation = await install();
    const tree = join(installation.directory, 'tree');
    const origin = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
    const texts = service.replaceAll('Endpoint: BACKEND', `Endpoint: ${origin}`);
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': texts,
      'specs/orders.yaml': openApi('Orders', {
        '/orders': open.description,
        '/fail': 'Fails.',
        '/by/{id}': 'One.',
      }).replace(
        '/by/{id}:\n    get:',
        '/by/{id}:\n    get:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
      ),
    });
    const secretsDir = join(installation.directory, 'secrets');
    await mkdir(join(secretsDir, 'acme', 'orders'), { recursive: true });
    await writeFile(join(secretsDir, 'acme', 'orders', 'password'), secret('secret file'));

    for (const format of ['pretty', 'markdown', 'json']) await run('plan', tree, '--output', format);
    await run('plan', tree, '--out', join(installation.directory, 'saved.plan'));
    await run('apply', join(installation.directory, 'saved.plan'), '--yes');
    const token = await installation.token('gateway');
    planted['gateway token'] = token;
    planted['admin token'] = installation.env['RESHAPR_TOKEN'] ?? '';
    gateway = await installation.gateway(open.gateway, 'env=dev', {
      token,
      env: {
        BACKEND_USER: secret('gateway environment'),
        UNUSED: secret('gateway environment, unused'),
        CALLER_KEY: secret('caller key'),
        CLIENT_SECRET: secret('client secret'),
        NO_PROXY: '127.0.0.1',
        RESHAPR_SECRETS_DIR: secretsDir,
        RESHAPR_OAUTH_PROXY: `http://me:${secret('password of a proxy')}@127.0.0.1:1`,
        RESHAPR_LOG_LEVEL: 'debug',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${secret('token of a collector')}`,
        OTEL_BSP_SCHEDULE_DELAY: '200',
      },
    });
  }, 60_000);

  afterAll(async () => {
    delete process.env['CONTROL_PLANE_SECRET'];
    await installation.close();
    backend.close();
    await collector.close();
    killAll();
  });

  it('go in everywhere', async () => {
    const headers = {
      'x-reshapr-key': secret('caller key'),
      'x-custom': secret('request header'),
      cookie: `session=${secret('client cookie')}`,
    };
    const url = gateway.url(`/mcp/acme/${open.endpoint}`);
    const call = (
      name: string,
      args: object,
      more: object = {},
    ): Promise<{ status: number; body: unknown }> =>
      post(url, 'tools/call', { name, arguments: args }, { ...headers, ...more });
    const answer = await call('get_orders', {});
    // What a backend answers is the caller's; the secrets that it was asked with are not.
    expect(JSON.stringify(answer.body)).toContain(secret('backend answer'));
    for (const [name, args] of [
      ['get_fail', {}],
      ['get_by_id', { id: secret('argument') }],
      ['get_by_id', { id: { wrong: secret('argument') } }],
      [secret('argument'), {}],
    ] as const)
      await call(name, args);
    const issued = await post(gateway.url('/mcp/acme/issued'), 'tools/call', { name: 'get_orders' });
    expect(JSON.stringify(issued.body)).toContain(secret('backend answer'));
    expect(presented).toContain(`Bearer ${secret('issued token')}`);
    const refused = await post(url, 'tools/list', {}, { 'x-reshapr-key': secret('wrong caller key') });
    expect(refused.status).toBe(401);
    sinks.set('an answer to a wrong key', JSON.stringify(refused.body ?? ''));
    // Of no issuer that is accepted, of one whose keys cannot be had, and in the wrong place.
    const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const iss of ['http://127.0.0.3:1', 'http://127.0.0.2:1']) {
      const token = `${encoded({ alg: 'ES256' })}.${encoded({ iss, sub: secret('bearer token') })}.${secret('bearer token')}`;
      const asked = `${gateway.url('/mcp/acme/tokens')}?access_token=${secret('token in the query')}`;
      const bearer = await fetch(asked, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
      expect(bearer.status).toBe(iss.includes('.3:') ? 401 : 503);
      const said = [bearer.headers.get('www-authenticate'), await bearer.text()];
      sinks.set(`an answer to a token of ${iss}`, said.join());
    }
    const lost = await call('get_orders', {}, { 'mcp-session-id': secret('session id') });
    sinks.set('an answer to an unknown session', JSON.stringify(lost.body ?? ''));
    const broken = await fetch(url, { method: 'POST', headers, body: secret('argument') });
    sinks.set('an answer to what is no JSON', await broken.text());

    const tree = join(installation.directory, 'tree');
    for (const args of [
      ...[['status'], ['status', '--output', 'json'], ['status', open.gateway], ['history'], ['endpoints']],
      ...[
        ['show', '1'],
        ['show', '1', '--manifests'],
        ['show', join(installation.directory, 'saved.plan')],
        ['audit', '--output', 'json'],
        ['drift'],
        ['lease'],
        ['api-token', 'list'],
        ['plan', tree, '--server', `http://me:${secret('server url')}@127.0.0.1:1`],
      ],
      ...[
        ['validate', `https://me:${secret('git remote')}@127.0.0.1:1/shop.git`],
        ['rollback', '1', '--yes'],
      ],
      ['serve', '--source', `https://me:${secret('git remote')}@127.0.0.1:1/shop.git`, '--listen', 'nowhere'],
    ])
      await run(...args);
    const wrong = await reshapr(['status'], {
      ...installation.env,
      RESHAPR_TOKEN: `acme-${secret('wrong token')}`,
    });
    sinks.set('a wrong token', `${wrong.out}\n${wrong.err}`);

    // From the shell of somebody who tries an endpoint, and gets it wrong.
    const key = { RESHAPR_API_KEY: secret('caller key') };
    const headerFile = join(installation.directory, 'secrets', 'header');
    await writeFile(headerFile, secret('request header'));
    const tries: readonly [args: readonly string[], env: Record<string, string>][] = [
      [['inspect', url], key],
      [['inspect', url, '--header', `x-custom=@${headerFile}`, '--output', 'json'], key],
      [['inspect', url], { RESHAPR_API_KEY: secret('wrong caller key') }],
      [['inspect', gateway.url('/mcp/acme/tokens')], { RESHAPR_ACCESS_TOKEN: secret('bearer token') }],
      [['inspect', `http://me:${secret('server url')}@127.0.0.1:1/mcp/acme/orders`], key],
      [['inspect', url, '--gateway', `http://me:${secret('server url')}@127.0.0.1:1`], key],
      [['call', url, 'nothing', `id=${secret('argument')}`], key],
      [['call', url, 'get_by_id', `wrong=${secret('argument')}`], key],
      [['call', url, 'get_by_id', '--json', `{"id":{"wrong":"${secret('argument')}"}}`], key],
      [['call', 'http://127.0.0.1:1/mcp/acme/orders', 'get_by_id', `id=${secret('argument')}`], key],
    ];
    for (const [index, [args, env]] of tries.entries()) {
      const { code, out, err } = await reshapr([...args], { RESHAPR_DEBUG: '1', ...env });
      sinks.set(`try ${index} from a shell (${code}): ${args[0]} ${args[2] ?? ''}`, `${out}\n${err}`);
    }

    const text = await readFile(join(tree, 'orders.yaml'), 'utf8');
    for (const [where, edit] of mistakes) {
      const folder = join(installation.directory, 'mistakes', where.replaceAll(' ', '-'));
      expect(edit(text), where).toContain(secret(where));
      for (const [file, content] of await filesBelow(tree, () => false)) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), file === 'orders.yaml' ? edit(content) : content);
      }
      await run('plan', folder, '--findings', 'json');
    }
    sinks.set('metrics of the gateway', await (await fetch(gateway.url('/metrics'))).text());

    // Gateways that end at once, for a reason that names what they were given.
    const early = { early: true, token: secret('wrong token') };
    const crashed = await installation.gateway('crashing', 'env=dev', early);
    await crashed.process.ended;
    // Bugs, whose errors carry what a process has in memory.
    for (const [how, statement] of Object.entries(crashes)) {
      const preload = `const wrong = Object.assign(new Error('${open.crash}'), { headers: process.env, cause: Object.assign(new Error('cause'), { env: process.env }) }); setTimeout(() => { ${statement} }, 500);`;
      const options = `--import data:text/javascript,${encodeURIComponent(preload)}`;
      const env = {
        NODE_OPTIONS: options,
        UNUSED: secret('gateway environment, unused'),
        RESHAPR_DEBUG: '1',
      };
      const { process: dying } = await installation.gateway(`dies-${how}`, 'env=dev', { early: true, env });
      const { code, out, err } = await dying.ended;
      expect(code).toBe(1);
      sinks.set(`crash by ${how}`, `${out}\n${err}`);
    }
    const malformed = { early: true, env: { RESHAPR_GATEWAY_PORT: secret('gateway environment, unused') } };
    await (await installation.gateway('malformed', 'env=dev', malformed)).process.ended;
  }, 180_000);

  it('come out nowhere, and what may come out is seen in every kind of sink', async () => {
    await expect.poll(() => collector.seen.length).toBeGreaterThan(0);
    sinks.set('traces', collector.seen.map(({ body }) => body).join('\n'));
    expect(collector.seen[0]?.headers.authorization).toContain(secret('token of a collector'));
    for (const [index, text] of installation.outputs().entries())
      sinks.set(`output of process ${index}`, text);
    const own = /^(control\/admin-token|secrets\/|mistakes\/|control\/signing-key)/;
    for (const [name, text] of await filesBelow(installation.directory, (path) => own.test(path)))
      sinks.set(`file ${name}`, text);
    expect(found(planted, sinks)).toEqual([]);

    const seen = found(open, sinks);
    for (const kind of [
      /^endpoint in reshapr plan .*pretty/,
      /^endpoint in reshapr plan .*markdown/,
      /^endpoint in reshapr plan .*json/,
      /^description in file saved.plan/,
      /^description in file control\/objects/,
      /^description in file gateway-.*bundle/,
      /^gateway in output of process 0/,
      /^gateway in output of process 1/,
      /^gateway in reshapr status/,
      /^crash in crash by exception/,
      /^crash in crash by rejection/,
      /^endpoint in reshapr show 1 --manifests/,
      /^description in try 0 from a shell/,
      /^gateway in file control\/journal/,
      /^endpoint in traces/,
    ])
      expect(seen, String(kind)).toContainEqual(expect.stringMatching(kind));
    expect([...sinks.keys()]).toContain('reshapr audit --output json (0)');
    // And each sink by itself, with a secret put into it in any of the forms.
    for (const [sink, text] of sinks)
      for (const form of [
        secret('secret file'),
        Buffer.from(`user:${secret('secret file')}`).toString('base64'),
      ])
        expect(found(planted, new Map([[sink, `${text}${form}`]])), sink).toEqual([`secret file in ${sink}`]);
  });
});

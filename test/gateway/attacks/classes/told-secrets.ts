import { manifest, planWith, smallTree } from '../../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { recordingLog } from '../../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { startGateway, type TestGateway } from '../../mcp/support/gateway.ts';
import { acceptBoth, rpc, type Sent, send } from '../../mcp/support/send.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';

interface World {
  readonly served: ServedTree;
  readonly backend: BackendServer;
  readonly buggy: TestGateway;
  /** All that was logged, and begins anew. */
  logged(): string;
}

const marker = 'marker-4711';
const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: ok } }
`;

/** Something that goes wrong while a secret is at hand; where it is told then. */
function attack(what: string, run: (world: World) => Promise<unknown>): Attack<World> {
  return {
    what,
    expected: 'told nobody',
    attempt: async (world) => {
      world.logged();
      const before = world.backend.seen.length;
      const answered = JSON.stringify(await run(world));
      const places = {
        client: answered,
        log: world.logged(),
        backend: JSON.stringify(world.backend.seen.slice(before)),
      };
      const told = Object.entries(places).filter(([, text]) => text.includes(marker));
      return told.length === 0 ? 'told nobody' : `told ${told.map(([where]) => where).join(', ')}`;
    },
  };
}

function call(
  { served }: World,
  endpoint: string,
  args: object = { id: '1' },
  headers: Record<string, string> = {},
): Promise<Sent> {
  const params = { name: 'get_orders_id', arguments: args };
  return rpc(served.url(endpoint), { jsonrpc: '2.0', id: 1, method: 'tools/call', params }, headers);
}

function bug({ buggy }: World, name: string): Promise<Sent> {
  const params = { name, arguments: { secret: marker } };
  return rpc(buggy.url('/mcp/acme/orders'), { jsonrpc: '2.0', id: 1, method: 'tools/call', params });
}

/** Plans whose secret cannot be used, by the name of their endpoint. */
const secretsOf: Readonly<Record<string, string>> = {
  unusable: `token: "\${env:BROKEN}"`,
  header: `token: "\${env:PLAIN}"\n      tokenHeader: "\${env:BROKEN}"`,
  user: `username: "\${env:COLON}"\n      password: "\${env:PLAIN}"`,
  missing: `token: "\${env:PLAIN}\${env:NOT_SET}"`,
  closed: `token: "\${env:PLAIN}"`,
};

export const toldSecrets = attackClass<World>({
  defences: [
    {
      file: 'mcp/call/describe-bug.ts',
      from: 'return { error: error.name,',
      to: 'return { error: `${error.name} ${error.message}`,',
    },
    {
      file: 'mcp/call/call-tool.ts',
      from: "message: 'Internal error' };",
      to: 'message: String(error) };',
    },
    {
      file: 'secrets/credentials.ts',
      from: "throw refuse('the token holds a line break or another control character');",
      to: 'throw refuse(`the token ${token} holds a line break`);',
    },
    {
      file: 'secrets/credentials.ts',
      from: "why: 'tokenHeader is no name of a header'",
      to: 'why: `${header} is no name of a header`',
    },
    {
      file: 'secrets/credentials.ts',
      from: "throw refuse('the username holds a colon');",
      to: 'throw refuse(`the username ${username} holds a colon`);',
    },
    {
      file: 'secrets/secrets.ts',
      from: "if (value === undefined) throw refuse('the variable is not set');",
      to: 'if (value === undefined) throw refuse(`not one of ${Object.values(environment).join()}`);',
    },
    {
      file: 'backends/header-policy.ts',
      from: 'if (policy === undefined) return forwarded;',
      to: 'if (policy === undefined) return { ...(caller.headers as Headers), ...forwarded };',
    },
    {
      file: 'backends/header-policy.ts',
      from: 'return Object.keys(headers).length === 0 ? result',
      to: 'return Object.keys(headers).length === 0 ? { ...result, headers: answered as Headers }',
    },
    {
      file: 'backends/failure.ts',
      from: "const text = texts[kind] ?? 'The call to the backend failed.';",
      to: 'const text = error.message;',
    },
  ],
  open: async () => {
    const backend = await startBackend((_, response) => {
      response.writeHead(500, { 'set-cookie': marker, 'x-inner': marker }).end('{"reason":"none"}');
    });
    const log = recordingLog();
    let from = 0;
    const plan = (name: string, more: string, at = backend.origin): string =>
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${at}\n${more}`,
      );
    const endpoint = (name: string, more: string, at?: string): [string, string] => [
      `${name}.yaml`,
      [
        plan(name, more, at),
        manifest(
          'Exposition',
          name,
          `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
        ),
      ].join('---\n'),
    ];
    const sources = Object.entries(secretsOf).map(
      ([name, fields]) => `  - name: ${name}\n    ${fields.replaceAll('      ', '    ')}`,
    );
    const secretSource = manifest('SecretSource', 'all', `secrets:\n${sources.join('\n')}`);
    const served = await serveTree(
      {
        ...smallTree,
        'orders.yaml': spec,
        'plan.yaml': planWith('').replace('http://localhost:1', backend.origin),
        'exposition.yaml': undefined,
        'secrets.yaml': secretSource,
        ...Object.fromEntries([
          endpoint('plain', ''),
          endpoint('keyed', 'apiKey: { from: "${env:PLAIN}" }'),
          endpoint('tokens', 'oauth2Configuration: { authorizationServers: ["http://127.0.0.1:1"] }'),
          ...Object.keys(secretsOf).map((name) =>
            endpoint(name, `backendSecretRef: ${name}`, name === 'closed' ? 'http://127.0.0.1:1' : undefined),
          ),
        ]),
      },
      {
        log,
        env: { PLAIN: marker, BROKEN: `${marker}\n`, COLON: `a:${marker}` },
      },
    );
    const fail = (args: Record<string, unknown>): never => {
      throw new TypeError(`cannot use ${String(args['secret'])}`);
    };
    const buggy = await startGateway(
      [
        {
          id: 'abcdefghijklmnop',
          name: 'orders',
          tools: [
            { name: 'throws', run: fail },
            { name: 'rejects', run: (args) => Promise.reject(new Error(`no ${String(args['secret'])}`)) },
          ],
        },
      ],
      { log },
    );
    return {
      served,
      backend,
      buggy,
      logged: () => {
        const lines = log.lines.slice(from);
        from = log.lines.length;
        return JSON.stringify(lines);
      },
      close: () => Promise.all([served.stop(), buggy.stop(), backend.close()]),
    };
  },
  attacks: [
    attack('a credential with a line break', (world) => call(world, 'unusable')),
    attack('the name of a header that is none', (world) => call(world, 'header')),
    attack('a user with a colon', (world) => call(world, 'user')),
    attack('a reference beside one that is not set', (world) => call(world, 'missing')),
    {
      what: 'where a backend is that is not there',
      expected: 'told nobody',
      attempt: async (world) => {
        const { text } = await call(world, 'closed');
        return text.includes('127.0.0.1') ? 'told client' : 'told nobody';
      },
    },
    attack('a bug that quotes arguments', (world) => bug(world, 'throws')),
    attack('a bug that quotes them later', (world) => bug(world, 'rejects')),
    attack('headers of a failed answer', async (world) => (await call(world, 'plain')).headers),
    attack('headers of the caller', (world) =>
      call(world, 'plain', { id: '1' }, { authorization: `Bearer ${marker}`, cookie: `a=${marker}` }),
    ),
    attack('a key for an endpoint that asks for none', (world) =>
      call(world, 'plain', { id: '1' }, { 'x-reshapr-key': marker }),
    ),
    ...[
      attack('a wrong key', (world) =>
        call(world, 'keyed', { id: '1' }, { 'x-reshapr-key': `${marker}-not` }),
      ),
      attack('a wrong token', (world) =>
        call(world, 'tokens', { id: '1' }, { authorization: `Bearer ${marker}.a.b` }),
      ),
      attack('a key in the query', (world) =>
        send(`${world.served.url('keyed')}?x-reshapr-key=${marker}`, { headers: acceptBoth, body: '{}' }),
      ),
    ].map((each): Attack<World> => ({ ...each, notOurs: true })),
  ],
});

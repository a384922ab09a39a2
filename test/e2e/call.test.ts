import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { cliFile, type Finished, killAll, reshapr, start } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

const sha256 = createHash('sha256').update('open-sesame').digest('hex');
const item = `openapi: 3.1.0
info: { title: Items, version: "1.0" }
paths:
  /items/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
      responses: { "200": { description: done } }
`;

/** `reshapr call` and `reshapr inspect` as processes, against a gateway of a whole installation. */
describe('call', () => {
  const nowhere = 'http://localhost:6/mcp/x';
  let backend: EchoBackend;
  let installation: Installation;
  let gateway: Gateway;

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    const tree = join(installation.directory, 'tree');
    const keyed = offered('Keyed', backend.url, 'default');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'items.yaml': offered('Items', backend.url, 'default'),
      'specs/items.yaml': item,
      'held.yaml': offered('Held', backend.url, 'default'),
      'specs/held.yaml': openApi('Held', { '/held': 'Waits.' }),
      'gone.yaml': offered('Gone', `http://127.0.0.1:${await freePort()}`, 'default'),
      'specs/gone.yaml': openApi('Gone', { '/gone': 'Nobody answers.' }),
      'keyed.yaml': keyed.replace(/(backendEndpoint: .*)/, `$1\n  apiKey: { sha256: [${sha256}] }`),
      'specs/keyed.yaml': openApi('Keyed', { '/keyed': 'For some.' }),
    });
    gateway = await installation.gateway('gw', 'env=dev');
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    backend?.release();
    await installation?.close();
    backend?.close();
    killAll();
  });

  function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return {
      ...process.env,
      NO_COLOR: '1',
      RESHAPR_GATEWAY_URL: gateway.url('').replace(/\/$/, ''),
      ...more,
    };
  }

  function call(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return reshapr(['call', ...args], environment(env));
  }

  function inspect(args: readonly string[]): Promise<Finished> {
    return reshapr(['inspect', ...args], environment());
  }

  it('calls a tool with arguments of its types, and writes what it answers', async () => {
    const { code, out, err } = await call(['acme/items', 'get_items_id', 'id=7', 'tags=a', 'tags=b']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({ path: '/items/7?tags=a&tags=b' });
    const json = await call([
      gateway.url('/mcp/acme/items'),
      'get_items_id',
      '--json',
      '{"id":8}',
      '-o',
      'json',
    ]);
    expect(JSON.parse(json.out)).toMatchObject({ content: [{ type: 'text', text: '{"path":"/items/8"}' }] });
  });

  it.each([
    [['acme/items', 'get_items_id'], {}, /^error RSH7255 id is missing$/m],
    [
      ['acme/items', 'get_items_id', 'idd=1'],
      {},
      /has no argument 'idd': did you mean 'id'\?; id is missing/,
    ],
    [['acme/items', 'get_item_id'], {}, /^ {2}hint: did you mean 'get_items_id'\?$/m],
    [
      ['acme/item', 'get_items_id'],
      {},
      /^error RSH7253 there is no MCP endpoint at http:.*\/mcp\/acme\/item$/m,
    ],
    [['items', 'get_items_id'], {}, /^error RSH7250 the organization of the endpoint 'items' is not given$/m],
    [['acme/keyed', 'get_keyed'], {}, /^error RSH7252 .* answers 401: it asks for a key or a token$/m],
    [
      ['acme/keyed', 'get_keyed'],
      { RESHAPR_API_KEY: 'wrong-one' },
      /answers 401: it does not accept the key$/m,
    ],
    [[nowhere, 'y'], {}, /^error RSH7251 .*: nothing listens there\n {2}hint: is a gateway running/m],
  ])('%j ends with 1 and says why', async (args, env, line) => {
    const asked = backend.requests.length;
    const { code, out, err } = await call(args, env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(line);
    expect(err).not.toMatch(/wrong-one/);
    expect(backend.requests).toHaveLength(asked);
  });

  it('opens an endpoint that asks for a key', async () => {
    const { code, out } = await call(['acme/keyed', 'get_keyed'], { RESHAPR_API_KEY: 'open-sesame' });
    expect({ code, answer: JSON.parse(out) }).toEqual({ code: 0, answer: { path: '/keyed' } });
  });

  it('ends with 4 when the tool says that it failed', async () => {
    const { code, out, err } = await call(['gone', 'get_gone'], { RESHAPR_ORGANIZATION: 'acme' });
    expect({ code, err }).toEqual({ code: 4, err: 'the tool get_gone failed\n' });
    expect(out).not.toBe('');
  });

  it('shows what an endpoint offers, and one tool whole', async () => {
    const { code, out, err } = await inspect(['acme/items']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^protocol {6}2025-11-25$/m);
    expect(out).toMatch(/^ {2}get_items_id.*\n {6}id\*: integer\n {6}tags: array of string$/m);
    const whole = await inspect(['acme/items', 'get_items_id', '-o', 'json']);
    expect(JSON.parse(whole.out)).toMatchObject({ name: 'get_items_id', inputSchema: { required: ['id'] } });
    expect(await inspect(['acme/items', 'get_item'])).toMatchObject({ code: 1, out: '' });
  });

  it.each([['Ctrl-C'], ['its time']])('cancels the call at the server after %s', async (how) => {
    const before = await cancelled();
    const asked = backend.requests.length;
    const time = how === 'Ctrl-C' ? [] : ['--timeout', '2'];
    const running = start(process.execPath, [cliFile, 'call', 'acme/held', 'get_held', ...time], {
      env: environment(),
    });
    await expect.poll(() => backend.requests.length).toBe(asked + 1);
    if (how === 'Ctrl-C') running.kill('SIGINT');
    const { code, err } = await running.ended;
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^error RSH7258 .*cancelled/),
    });
    await expect.poll(cancelled).toBe(before + 1);
  });

  /** How many calls clients have cancelled at the gateway. */
  async function cancelled(): Promise<number> {
    const text = await (await fetch(gateway.url('/metrics'))).text();
    const lines = text.matchAll(/^reshapr_\S*\{[^}]*notifications\/cancelled[^}]*\} (\d+)$/gm);
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
  }
});

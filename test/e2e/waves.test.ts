import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inWaves, type RolloutSpec } from '../reconciler/rollout/support/waves.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { sessionClient, toolNames } from './support/mcp-client.ts';
import { type Finished, killAll } from './support/processes.ts';
import { writeTree } from './support/tree.ts';

/**
 * Software that cannot read one tool, and that another one keeps from doing anything for six seconds: what a gateway of
 * another version, or with a bug, makes of it.
 */
const troubled = `const parse = JSON.parse; let asleep = false; JSON.parse = (text, ...more) => {
  const value = parse(text, ...more);
  if (value?.format !== 'tool@1') return value;
  if (value.name === 'get_rejected') throw new Error('this tool is beyond me');
  if (value.name === 'get_hanging' && !asleep) {
    asleep = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000);
  }
  return value;
};`;

/** Gateways of three waves, of which the second has two: what goes wrong, goes wrong at `b2`. */
describe('a rollout in waves', () => {
  let backend: Server;
  let installation: Installation;
  let tree: string;
  let all: Record<'a1' | 'b1' | 'b2' | 'c1', Gateway>;

  beforeAll(async () => {
    backend = createServer((request, response) =>
      response
        .writeHead(request.url === '/failing' ? 500 : 200, { 'content-type': 'text/plain' })
        .end('done'),
    );
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    installation = await install({ serve: ['--beat', '0.5'] });
    tree = join(installation.directory, 'tree');
    const preload = `--import data:text/javascript,${encodeURIComponent(troubled)}`;
    const [a1, b1, b2, c1] = await Promise.all([
      installation.gateway('a1', 'stage=first'),
      installation.gateway('b1', 'stage=second'),
      installation.gateway('b2', 'stage=second', { env: { NODE_OPTIONS: preload } }),
      installation.gateway('c1', 'stage=third'),
    ]);
    all = { a1, b1, b2, c1 };
    expect(await apply('/old')).toMatchObject({ code: 0 });
    expect(await served()).toEqual(everybody('get_old'));
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    backend?.closeAllConnections();
    killAll();
  });

  /** Writes the tree with one operation, and runs `reshapr apply` in a process of its own. */
  async function apply(
    path: string,
    rollouts: Readonly<Record<string, RolloutSpec>> = {},
    ...flags: readonly string[]
  ): Promise<Finished> {
    await writeTree(tree, withBackend(inWaves(path, rollouts)));
    return installation.spawn('apply', tree, '--yes', ...flags);
  }

  function withBackend(texts: Readonly<Record<string, string>>): Record<string, string> {
    const url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
    return Object.fromEntries(
      Object.entries(texts).map(([path, text]) => [path, text.replaceAll('http://backend.invalid', url)]),
    );
  }

  const endpoint = (id: string): string =>
    all[id as 'a1'].url(`/mcp/acme/${{ a: 'first', b: 'second', c: 'third' }[id.charAt(0)]}`);
  const everybody = (tool: string) => ({ a1: [tool], b1: [tool], b2: [tool], c1: [tool] });

  async function served(): Promise<Record<string, unknown>> {
    const ids = Object.keys(all);
    return Object.fromEntries(
      await Promise.all(ids.map(async (id) => [id, await toolNames(endpoint(id))] as const)),
    );
  }

  /** Gateways that ever served a revision, as their logs say. */
  const everServed = (revision: number): string[] =>
    Object.entries(all).flatMap(([id, { process }]) =>
      process
        .err()
        .split('\n')
        .some((line) => line.includes('"view activated"') && line.includes(`"revision":${revision},`))
        ? [id]
        : [],
    );

  /** What apply prints of the rollout, without the steps on the way of each gateway. */
  const told = ({ err }: Finished): string[] =>
    err
      .slice(err.indexOf('revision '))
      .split('\n')
      .filter((line) => line !== '' && !/: (pending|sending|staged|active|back)$|^error| {2}hint/.test(line));
  const back = ({ err }: Finished): string[] =>
    [...err.matchAll(/^ {2}(\w+): back$/gm)].map(([, id]) => `${id}`).sort();

  const first = ['wave 0: 1 gateway, 1 of 3 waves', 'wave 1: 2 gateways, 2 of 3 waves'];

  it('goes back everywhere when a gateway of the second wave rejects it', async () => {
    const ran = await apply('/rejected');
    const why = 'this gateway cannot read the object (malformed)';
    expect(told(ran)).toEqual([
      'revision 2 is recorded',
      ...first,
      '  b2: rejected',
      expect.stringMatching(
        /^ {4}tool \w+\/get_rejected: this gateway cannot read the object \(malformed\)$/,
      ),
      'putting back what was served before',
    ]);
    expect(ran.err).toContain(
      'error RSH7240 revision 2 was put back on 2 gateways: gateway b2 rejected it: tool ',
    );
    expect(ran.err).toContain(why);
    expect({ code: ran.code, back: back(ran) }).toEqual({ code: 1, back: ['a1', 'b1'] });
    // The other one of the second wave may have been as fast as the one that rejects it.
    expect(everServed(2).filter((id) => id !== 'b1')).toEqual(['a1']);
    expect(await served()).toEqual(everybody('get_old'));
  });

  it('goes back everywhere when a gateway of the second wave does not answer', async () => {
    const ran = await apply('/hanging', {}, '--timeout', '3');
    expect(told(ran)).toEqual([
      'revision 3 is recorded',
      ...first,
      '  b2: late',
      'putting back what was served before',
    ]);
    expect(ran.err).toContain(
      'error RSH7240 revision 3 was put back on 2 gateways: gateway b2 did not serve it in time',
    );
    expect({ code: ran.code, back: back(ran) }).toEqual({ code: 1, back: ['a1', 'b1'] });
    await expect.poll(served).toEqual(everybody('get_old'));
    await expect.poll(async () => (await installation.gateways())['b2']?.presence).toBe('connected');
    // What it slept over, it may do when it wakes: before it hears that it is over.
    expect(everServed(3).filter((id) => id !== 'b2')).toEqual(['a1', 'b1']);
  });

  it('goes back everywhere when a gateway of the second wave fails more calls than its group allows', async () => {
    const rolled = apply('/failing', { second: { bakeTimeMs: 20_000, maxErrorRate: 0.2 } });
    await expect.poll(() => toolNames(endpoint('b2'))).toEqual(['get_failing']);
    const client = await sessionClient(endpoint('b2'));
    let isOver = false;
    const calls = (async () => {
      while (!isOver) {
        await client.callTool({ name: 'get_failing', arguments: {} }).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const ran = await rolled.finally(() => {
      isOver = true;
    });
    await calls;
    await client.close();
    expect(told(ran)).toEqual([
      'revision 4 is recorded',
      ...first,
      'wave 1 is being watched',
      'putting back what was served before',
      expect.stringMatching(/^ {4}\d+ of \d+ calls failed, and 20 % may$/),
    ]);
    expect(ran.err).toMatch(
      /error RSH7240 revision 4 was put back on 3 gateways: gateway b2 failed too many calls with it: \d+ of \d+ calls failed, and 20 % may\n/,
    );
    expect({ code: ran.code, back: back(ran) }).toEqual({ code: 1, back: ['a1', 'b1', 'b2'] });
    expect(everServed(4)).toEqual(['a1', 'b1', 'b2']);
    expect(await served()).toEqual(everybody('get_old'));
  });

  it('reaches everybody when nothing stands in the way, and says so', async () => {
    const ran = await apply('/good');
    expect(told(ran)).toEqual(['revision 5 is recorded', ...first, 'wave 2: 1 gateway, 3 of 3 waves']);
    expect(ran.out).toMatch(/^Applied: revision 5 \(\w{12}\), 4 gateways active\.$/m);
    expect({ code: ran.code, served: everServed(5) }).toEqual({ code: 0, served: ['a1', 'b1', 'b2', 'c1'] });
  });
});

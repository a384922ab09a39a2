import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Files, manifest, planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import {
  acceptBoth,
  beginSession,
  type EventStream,
  openStream,
  rpc,
  statelessHeaders,
  statelessMeta,
} from '../mcp/support/send.ts';

/** Swaps in a row: `RESHAPR_SWAPS=1000` is a minute of them, with 200 sessions and 50 streams, under load. */
const swaps = Number(process.env['RESHAPR_SWAPS'] ?? 30);
const isLong = swaps >= 1000;
const sessions = isLong ? 200 : 12;
const streams = isLong ? 50 : 10;
/** Calls under way at a time. */
const callers = isLong ? 16 : 4;
/** Milliseconds from one swap to the next. */
const pace = isLong ? 60 : 1;

/** An endpoint whose list changes with every swap, one whose plan does and whose list stays, and one that stays. */
const endpoints = ['changing', 'touched', 'steady'] as const;

function treeOf(backend: string, isOdd: boolean): Files {
  const plan = (name: string, more: string): string =>
    manifest(
      'ConfigurationPlan',
      name,
      `service: { name: Orders, version: "1" }\nbackendEndpoint: ${backend}\n${more}`,
    );
  const more: Readonly<Record<(typeof endpoints)[number], string>> = {
    changing: isOdd ? 'excludedOperations: ["POST /orders"]' : '',
    touched: `backendTimeout: ${isOdd ? 5000 : 6000}`,
    steady: '',
  };
  return {
    ...smallTree,
    'plan.yaml': planWith('').replace('http://localhost:1', backend),
    'exposition.yaml': undefined,
    ...Object.fromEntries(
      endpoints.map((name) => [
        `${name}.yaml`,
        [
          plan(name, more[name]),
          manifest(
            'Exposition',
            name,
            `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
          ),
        ].join('---\n'),
      ]),
    ),
  };
}

describe(`${swaps} swaps under load`, () => {
  let backend: BackendServer;
  let served: ServedTree;
  let turn: readonly (() => Promise<void>)[];

  beforeAll(async () => {
    backend = await startBackend((_, response) => void response.end('done'));
    served = await serveTree(treeOf(backend.origin, false));
    turn = [
      await served.prepare(treeOf(backend.origin, true)),
      await served.prepare(treeOf(backend.origin, false)),
    ];
  });

  afterAll(async () => {
    await served?.stop();
    await backend?.close();
  });

  it(
    'fail no call, drop no stream, and tell exactly those whose list changed',
    async () => {
      const of = (index: number): string => served.url(endpoints[index % endpoints.length] ?? 'steady');
      const opened = await Promise.all(Array.from({ length: sessions }, (_, at) => beginSession(of(at))));
      const listening = await Promise.all(Array.from({ length: streams }, (_, at) => listen(of(at))));
      let ended = 0;
      for (const stream of listening) void stream.ended.then(() => ended++);

      let isOver = false;
      const outcomes = { ok: 0, failed: [] as string[] };
      async function callOn(first: number): Promise<void> {
        for (let at = first; !isOver; at += callers) {
          const session = opened[at % sessions] ?? '';
          const call = {
            jsonrpc: '2.0',
            id: at,
            method: 'tools/call',
            params: { name: 'get_orders', arguments: {} },
          };
          const sent = await rpc(of(at % sessions), call, { 'mcp-session-id': session });
          if (sent.status === 200 && sent.text.includes('done') && !sent.text.includes('isError'))
            outcomes.ok++;
          else outcomes.failed.push(`${sent.status} ${sent.text.slice(0, 200)}`);
        }
      }
      const calling = Promise.all(Array.from({ length: callers }, (_, at) => callOn(at)));

      const start = performance.now();
      for (let swap = 0; swap < swaps; swap++) {
        await turn[swap % turn.length]?.();
        await sleep(Math.max(1, start + (swap + 1) * pace - performance.now()));
      }
      const seconds = (performance.now() - start) / 1000;
      isOver = true;
      await calling;
      if (isLong) console.log(JSON.stringify({ swaps, seconds, calls: outcomes.ok, sessions, streams }));

      expect(outcomes.failed).toEqual([]);
      expect(outcomes.ok).toBeGreaterThan(swaps / 10);
      for (const [at, stream] of listening.entries()) {
        const heard = at % endpoints.length === 0 ? swaps : 0;
        // The first message says that the stream is there.
        await stream.received(1 + heard);
        expect(stream.messages).toHaveLength(1 + heard);
      }
      expect(ended).toBe(0);
      for (const stream of listening) stream.close();
    },
    60_000 + swaps * 300,
  );
});

function listen(url: string): Promise<EventStream> {
  const params = { _meta: statelessMeta, notifications: { toolsListChanged: true } };
  return openStream(url, {
    method: 'POST',
    headers: { ...acceptBoth, ...statelessHeaders('subscriptions/listen') },
    body: JSON.stringify({ jsonrpc: '2.0', id: 's', method: 'subscriptions/listen', params }),
  });
}

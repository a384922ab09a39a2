import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type ScriptPool, scriptPool } from '../../../src/gateway/scripts/pool.ts';
import type { ScriptJob } from '../../../src/gateway/scripts/thread.ts';
import { silentLog } from '../../../src/kernel/index.ts';

const pools: ScriptPool[] = [];

function pool(settings: { timeoutMs?: number; threads?: number } = {}): ScriptPool {
  const made = scriptPool({ settings: { timeoutMs: 10_000, threads: 1, ...settings }, log: silentLog });
  pools.push(made);
  return made;
}

afterEach(async () => {
  for (const made of pools.splice(0)) await made.close();
});

/** For what needs no settings of its own: a thread costs more to start than all that these tests run on it. */
const shared = scriptPool({ settings: { timeoutMs: 10_000, threads: 1 }, log: silentLog });
afterAll(() => shared.close());

function job(script: string, more: Partial<ScriptJob> = {}): ScriptJob {
  const call = async (): Promise<string> => '{"ok":true,"content":1,"error":null}';
  return { script, input: '{}', signal: new AbortController().signal, call, ...more };
}

const returned = (value: unknown) => ({ type: 'returned', result: JSON.stringify(value) });

describe('threads of scripts', () => {
  it('run one script after the other, each on its own', async () => {
    expect(await shared.run(job('globalThis.x = 1; return 1'), 1)).toEqual(returned(1));
    expect(await shared.run(job('return typeof x'), 1)).toEqual(returned('undefined'));
  });

  it('wait for calls, and run them beside each other when they are not waited for', async () => {
    const open: ((result: string) => void)[] = [];
    const call = (): Promise<string> =>
      new Promise((resolve) => {
        open.push(resolve);
        if (open.length === 3)
          for (const [at, settle] of open.entries()) settle(JSON.stringify({ content: at }));
      });
    const script =
      'const h = [1, 2, 3].map((n) => rs.callToolAsync("a", { n })); return rs.awaitPromises(h).map((r) => r.content)';
    expect(await shared.run(job(script, { call }), 1)).toEqual(returned([0, 1, 2]));
  });

  it('end no run before the calls that it began are over', async () => {
    let over = false;
    const call = async (): Promise<string> => {
      await new Promise((resolve) => setImmediate(resolve));
      over = true;
      return '{}';
    };
    expect(await shared.run(job('rs.callToolAsync("a"); return 1', { call }), 1)).toEqual(returned(1));
    expect(over).toBe(true);
  });

  it('end a loop when its time is over, and run the next script', async () => {
    const one = pool({ timeoutMs: 50 });
    expect(await one.run(job('while (true) {}'), 1)).toEqual({ type: 'timeout' });
    expect(await shared.run(job('return 1'), 1)).toEqual(returned(1));
  });

  it('end a loop inside the engine, which does not look at the clock', async () => {
    const one = pool({ timeoutMs: 50 });
    expect(await one.run(job('return new Array(1e9).join("x")'), 1)).toEqual({ type: 'timeout' });
    expect(['returned', 'timeout']).toContain((await one.run(job('return 1'), 1)).type);
  });

  it('end a script that waits for a call that takes too long, and the call', async () => {
    let [begun, aborted] = [false, false];
    const call = (_: string, signal: AbortSignal): Promise<string> =>
      new Promise((resolve) => {
        begun = true;
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve('{}');
        });
      });
    const script = 'try { rs.callTool("a") } catch {} return 1';
    expect(await pool({ timeoutMs: 50 }).run(job(script, { call }), 1)).toEqual({ type: 'timeout' });
    // On a busy machine its time may be over before it calls.
    expect(aborted).toBe(begun);
  });

  it.each(['while (true) {}', 'rs.callTool("a"); return 1', 'return new Array(1e9).join("x")'])(
    'end %s when the call is cancelled',
    async (script) => {
      const controller = new AbortController();
      const { signal } = controller;
      const call = (): Promise<string> => new Promise(() => undefined);
      const run = pool({ timeoutMs: 0 }).run(job(script, { signal, call }), 1);
      setImmediate(() => controller.abort());
      expect(await run).toEqual({ type: 'cancelled' });
    },
  );

  it('cancel a script that waits for a thread', async () => {
    const one = pool({ timeoutMs: 0 });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = one.run(job('while (true) {}', { signal: first.signal }), 1);
    const waiting = one.run(job('return 1', { signal: second.signal }), 1);
    second.abort();
    expect(await waiting).toEqual({ type: 'cancelled' });
    first.abort();
    expect(await running).toEqual({ type: 'cancelled' });
  });

  it('let scripts that call scripts have threads of their own', async () => {
    const nested = async (): Promise<string> => {
      const inner = await shared.run(job('return 7'), 2);
      return JSON.stringify({ content: inner.type === 'returned' ? inner.result : inner.type });
    };
    expect(await shared.run(job('return rs.callTool("a").content', { call: nested }), 1)).toEqual(
      returned('7'),
    );
  });

  it.each<[what: string, script: string]>([
    [
      'a chain of objects that is written',
      'let x = {}; for (let i = 0; i < 20_000; i++) x = { x }; return x',
    ],
    ['a text of many brackets that is read', 'return JSON.parse("[".repeat(100_000))'],
    ['functions that call themselves', 'const f = () => f() + 1; return f()'],
    ['a getter that reads itself', 'return { get a() { return JSON.stringify(this) } }'],
  ])('survive %s', async (_, script) => {
    expect((await shared.run(job(script), 1)).type).toMatch(/threw|timeout/);
    expect(await shared.run(job('return 1'), 1)).toEqual(returned(1));
  });

  it('are ended with the pool, and so are their scripts', async () => {
    const one = pool({ timeoutMs: 0 });
    const running = one.run(job('while (true) {}'), 1);
    const waiting = one.run(job('return 1'), 1);
    await one.run(job('return 1'), 2);
    await one.close();
    expect((await running).type).toMatch(/threw|cancelled/);
    expect(await waiting).toEqual({ type: 'cancelled' });
    expect(await one.run(job('return 1'), 1)).toEqual({ type: 'cancelled' });
  });
});

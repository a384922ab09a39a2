import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { scriptEngine } from '../../../../src/gateway/scripts/engine.ts';
import { runInSandbox } from '../../../../src/gateway/scripts/sandbox.ts';
import { type Attack, attackClass } from '../support/attack-class.ts';

interface World {
  readonly engine: QuickJSWASMModule;
}

/** Milliseconds that a script has; those that want memory and not time have as much of it as they like. */
const time = 300;
const muchTime = 60_000;

/** A script that wants out of its sandbox, or all of the machine; what comes of it is what it returns. */
function attack(what: string, script: string, expected: string, ms = time): Attack<World> {
  return {
    what,
    expected,
    attempt: async ({ engine }) => {
      const end = Date.now() + ms;
      const outcome = runInSandbox(engine, script, '{"a":1}', {
        begin: () => 1,
        wait: () => '{"ok":true,"content":null,"error":null}',
        settle: () => undefined,
        note: () => undefined,
        stopped: () => (Date.now() > end ? 'timeout' : undefined),
      });
      if (outcome.type === 'returned') return outcome.result;
      return outcome.type === 'threw' ? `threw ${outcome.message}` : outcome.type;
    },
  };
}

const up = 'const up = (of) => of.constructor.constructor("return this")();';

export const scriptEscapes = attackClass<World>({
  defences: [
    {
      file: 'scripts/sandbox.ts',
      from: 'const runtime = engine.newRuntime();',
      to: `{
        const ways = { callTool: () => ({}), callToolAsync: () => ({}), awaitPromises: () => [], fail() {} };
        const result = new Function('input', 'rs', script)(JSON.parse(input), ways);
        return { type: 'returned', result: JSON.stringify(result) ?? 'null' };
      }
      const runtime = engine.newRuntime();`,
    },
  ],
  open: async () => {
    const engine = await scriptEngine();
    return { engine, close: async () => undefined };
  },
  attacks: [
    attack('a loop', 'while (true) {}', 'timeout'),
    attack('a loop that catches all', 'for (;;) try { for (;;); } catch {}', 'timeout'),
    attack('an expression that tries all ways', 'return /^(a+)+$/.test("a".repeat(60) + "!")', 'timeout'),
    attack(
      'all of the memory',
      'const all = []; for (let n = 0; n < 50; n++) all.push(new ArrayBuffer(16 * 1024 * 1024)); return all.length',
      'threw InternalError: out of memory',
      muchTime,
    ),
    attack(
      'texts without end',
      'const all = []; for (let n = 0; n < 100; n++) all.push("x".repeat(1_000_000) + n); return all.length',
      'threw InternalError: out of memory',
      muchTime,
    ),
    attack('a process', 'return typeof process', '"undefined"'),
    attack(
      'a process by the constructor of its input',
      `${up} return typeof up(input).process`,
      '"undefined"',
    ),
    attack(
      'a process by the constructor of its ways',
      `${up} return typeof up(rs.callTool).process`,
      '"undefined"',
    ),
    attack('the environment', 'return Object.keys(globalThis.process?.env ?? {})', '[]'),
    attack('bytes', 'return typeof Buffer', '"undefined"'),
    attack('the network', 'return [typeof fetch, typeof WebSocket]', '["undefined","undefined"]'),
    attack(
      'timers',
      'return [typeof setTimeout, typeof setInterval, typeof queueMicrotask].includes("function")',
      'false',
    ),
    attack(
      'memory that threads share',
      'return [typeof WebAssembly, typeof structuredClone]',
      '["undefined","undefined"]',
    ),
    {
      notOurs: true,
      ...attack(
        'a global that the next script finds',
        'globalThis.left = (globalThis.left ?? 0) + 1; return globalThis.left',
        '1',
      ),
    },
    attack(
      'what the one before left',
      'const was = globalThis.left; globalThis.left = 1; return was ?? null',
      'null',
    ),
    {
      notOurs: true,
      ...attack(
        'the prototype of all objects for the next one',
        'const was = {}.spoilt; Object.prototype.spoilt = true; return was ?? null',
        'null',
      ),
    },
    attack('what the prototype was made to', 'return {}.spoilt ?? null', 'null'),
    attack(
      'a way that is exchanged',
      'try { rs.callTool = () => "own" } catch {} return rs.callTool("a") === "own"',
      'false',
    ),
  ],
});

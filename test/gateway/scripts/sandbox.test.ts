import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { scriptEngine } from '../../../src/gateway/scripts/engine.ts';
import { runInSandbox, type SandboxHost } from '../../../src/gateway/scripts/sandbox.ts';

let engine: QuickJSWASMModule;

beforeAll(async () => {
  engine = await scriptEngine();
});

/** A host whose calls answer with what they were asked for. */
function echo(requests: string[] = []): SandboxHost {
  return {
    begin: (request) => requests.push(request),
    wait: (handle) =>
      JSON.stringify({
        ok: true,
        content: JSON.parse(requests[handle - 1] ?? 'null') as unknown,
        error: null,
      }),
    note: () => undefined,
    settle: () => undefined,
    stopped: () => undefined,
  };
}

function run(script: string, input: unknown = {}, host = echo()) {
  return runInSandbox(engine, script, JSON.stringify(input), host);
}

const returned = (value: unknown) => ({ type: 'returned', result: JSON.stringify(value) });

describe('a script', () => {
  it.each<[what: string, script: string, value: unknown]>([
    ['returns what it returns, as JSON', 'return { a: [1, "b", null, true] }', { a: [1, 'b', null, true] }],
    ['sees its arguments', 'return input.user.name.toUpperCase()', 'ANN'],
    ['returns null when it returns nothing', 'const a = 1', null],
    ['returns null for what JSON cannot say', 'return () => 1', null],
    ['leaves out what JSON leaves out', 'return { a: undefined, b: 1 }', { b: 1 }],
    ['is a function: it may return early', 'if (input.user) return 1\nreturn 2', 1],
    [
      'may have functions and loops',
      'let s = 0; function f(n) { s += n } for (const n of [1, 2]) f(n); return s',
      3,
    ],
    ['may end in a comment', 'return 1 // done', 1],
    ['may be written with promises', 'return Promise.resolve(input.n).then((n) => n + 1)', 3],
    ['may be written with async functions', 'const f = async () => (await 2) * 21; return f()', 42],
    ['catches what it throws', 'try { throw new Error("x") } catch (e) { return e.message }', 'x'],
    [
      'knows dates, regular expressions and maps',
      'return [new Date(0).toISOString(), /b+/.exec("abb")[0], new Map([[1, 2]]).get(1)]',
      ['1970-01-01T00:00:00.000Z', 'bb', 2],
    ],
  ])('%s', (_, script, value) => {
    expect(run(script, { user: { name: 'ann' }, n: 2 })).toEqual(returned(value));
  });

  it.each<[what: string, script: string, message: string | RegExp]>([
    ['an error, without the word', 'throw new Error("boom")', 'boom'],
    ['another error, with its name', 'throw new TypeError("boom")', 'TypeError: boom'],
    ['an error of the language', 'return nothing.here', "ReferenceError: 'nothing' is not defined"],
    ['a text', 'throw "boom"', 'boom'],
    ['an object', 'throw { code: 7 }', '{"code":7}'],
    ['nothing', 'throw undefined', 'undefined'],
    ['a rejection', 'return Promise.reject(new Error("boom"))', 'boom'],
    [
      'a promise that stays open',
      'return new Promise(() => {})',
      'the script returned a promise that is never fulfilled',
    ],
    ['a value that JSON refuses', 'const a = {}; a.a = a; return a', /circular/],
    [
      'something that cannot be shown',
      'throw { toJSON() { throw 1 } }',
      'the script threw something that cannot be shown',
    ],
    ['text that is no program', 'return (', /^SyntaxError: /],
    ['too much of a message', 'throw new Error("x".repeat(3000))', `${'x'.repeat(2000)}…`],
    [
      'too large a result',
      'return "x".repeat(1024 * 1024)',
      'the result has 1048578 characters, at most 1048576 are allowed',
    ],
  ])('that throws %s', (_, script, message) => {
    const outcome = run(script);
    expect(outcome.type).toBe('threw');
    if (outcome.type === 'threw') expect(outcome.message).toMatch(message);
  });
});

describe('rs', () => {
  it.each<[what: string, script: string, request: unknown]>([
    ['a tool with parameters', 'rs.callTool("a", { b: 1 })', { tool: 'a', params: { b: 1 } }],
    ['a tool without', 'rs.callTool("a")', { tool: 'a' }],
    ['a tool of a service', 'rs.callTool("S:1", "a", {})', { service: 'S:1', tool: 'a', params: {} }],
    ['two arguments, which are tool and parameters', 'rs.callTool("S:1", "a")', { tool: 'S:1', params: 'a' }],
    ['a third that is undefined', 'rs.callTool("a", { b: 1 }, undefined)', { tool: 'a', params: { b: 1 } }],
    [
      'a call that is not waited for',
      'rs.callToolAsync("S:1", "a", { b: 1 })',
      { service: 'S:1', tool: 'a', params: { b: 1 } },
    ],
  ])('asks for %s', (_, script, request) => {
    const requests: string[] = [];
    run(`return ${script}`, {}, echo(requests));
    expect(requests.map((each) => JSON.parse(each) as unknown)).toEqual([request]);
  });

  it('gives results in the order of the handles', () => {
    const script =
      'const a = rs.callToolAsync("a"); const b = rs.callToolAsync("b"); return rs.awaitPromises([b, a, b]).map((r) => r.content.tool)';
    expect(run(script)).toEqual(returned(['b', 'a', 'b']));
  });

  it.each<[what: string, script: string, failure: unknown]>([
    ['a message', 'rs.fail("no")', { message: 'no' }],
    ['a message and data', 'rs.fail("no", { a: [1] })', { message: 'no', data: { a: [1] } }],
    ['no message', 'rs.fail()', { message: 'undefined' }],
    [
      'a message, and the script cannot go on',
      'try { rs.fail("no") } catch {} while (true) {}',
      { message: 'no' },
    ],
    ['the first of two', 'try { rs.fail("no") } catch {} rs.fail("yes")', { message: 'no' }],
  ])('fails with %s', (_, script, failure) => {
    const outcome = run(script);
    expect(outcome.type).toBe('failed');
    if (outcome.type === 'failed') expect(JSON.parse(outcome.failure)).toEqual(failure);
  });

  it.each([
    'rs.callTool = 1',
    'rs.more = 1',
    'rs = 1',
    'input = 1',
    'delete rs.callTool',
    'delete globalThis.rs',
  ])('stays what it is after %s', (script) => {
    expect(run(`try { ${script} } catch {} return [typeof rs.callTool, Object.keys(rs), input]`)).toEqual(
      returned(['function', ['callTool', 'callToolAsync', 'awaitPromises', 'log', 'progress', 'fail'], {}]),
    );
  });
});

describe('what is not there', () => {
  it.each([
    'require',
    'process',
    'global',
    'module',
    'exports',
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'console',
    'Buffer',
    'Worker',
    'WebAssembly',
    'SharedArrayBuffer.host',
    'navigator',
    'Deno',
    'Bun',
    'std',
    'os',
    'print',
    'scriptArgs',
    '__dirname',
    'import.meta',
    'performance',
    'structuredClone',
    'crypto',
    'URL',
    'begin',
    'wait',
    'fail',
  ])('%s', (name) => {
    expect(run(`try { return typeof (${name}) } catch (e) { return "undefined" }`).type).toMatch(
      /returned|threw/,
    );
    const outcome = run(`try { return typeof (${name}) } catch (e) { return "undefined" }`);
    if (outcome.type === 'returned') expect(outcome.result).toBe('"undefined"');
    else expect(outcome).toMatchObject({ message: expect.stringContaining('SyntaxError') });
  });

  it.each<[what: string, script: string]>([
    [
      'the constructor of a function of the host',
      'return rs.callTool.constructor("return typeof process")()',
    ],
    [
      'the constructor of a result',
      'return rs.callTool("a").constructor.constructor("return typeof process")()',
    ],
    ['the constructor of the arguments', 'return input.constructor.constructor("return typeof process")()'],
    ['eval', 'return (0, eval)("typeof process")'],
    [
      'a generator',
      'return Object.getPrototypeOf(function* () {}).constructor("yield typeof process")().next().value',
    ],
    ['the receiver of a function', 'return typeof (function () { return this })().process'],
    [
      'an error of the host',
      'try { rs.awaitPromises(["x"]) } catch (e) { return e.constructor.constructor("return typeof process")() }',
    ],
    ['closing the function', 'return 1 })(), (function () { return typeof process'],
  ])('by %s', (_, script) => {
    const outcome = run(script);
    expect([returned('undefined'), returned(1), returned(null)]).toContainEqual(outcome);
  });

  it('an import', () => {
    expect(run('return import("node:fs").then(() => "there", () => "not there")')).toEqual(
      returned('not there'),
    );
    expect(run('import fs from "fs"')).toMatchObject({ type: 'threw' });
  });

  it('anything of another run: prototypes are changed for one run only', () => {
    expect(
      run(
        'Object.prototype.polluted = 1; Array.prototype.map = null; globalThis.x = 1; JSON.stringify = () => "1"; return {}.polluted',
      ),
    ).toEqual(returned(1));
    expect(run('return [typeof {}.polluted, typeof [].map, typeof x, JSON.stringify({})]')).toEqual(
      returned(['undefined', 'function', 'undefined', '{}']),
    );
    expect('polluted' in {}).toBe(false);
  });

  it('a prototype of the host that arguments or requests could change', () => {
    const requests: string[] = [];
    const script =
      'rs.callTool("a", JSON.parse(\'{"__proto__": {"polluted": 1}}\')); return Object.keys(input)';
    const input = JSON.parse('{"__proto__": {"polluted": 1}}') as unknown;
    expect(run(script, input, echo(requests))).toEqual(returned(['__proto__']));
    expect(requests).toEqual(['{"tool":"a","params":{"__proto__":{"polluted":1}}}']);
    expect('polluted' in {}).toBe(false);
  });
});

describe('limits', () => {
  it.each<[what: string, script: string]>([
    ['memory that grows', 'const a = []; while (true) a.push(new Uint8Array(1e7))'],
    ['a text that doubles', 'let s = "x"; while (true) s = [s, s].join("")'],
    [
      'a hundred buffers of a megabyte',
      'const a = []; while (a.length < 100) a.push(new ArrayBuffer(1 << 20))',
    ],
    ['texts', 'const a = []; while (a.length < 100) a.push("x".repeat(1e6) + a.length)'],
    ['one large buffer', 'return new ArrayBuffer(1e9).byteLength'],
  ])('%s', (_, script) => {
    expect(run(script)).toMatchObject({ type: 'threw', message: 'InternalError: out of memory' });
  });

  it('a script goes on after it ran out of memory, as with any other error', () => {
    expect(run('try { new ArrayBuffer(1e9) } catch (e) { return e.message }')).toEqual(
      returned('out of memory'),
    );
  });

  it('functions that call themselves', () => {
    expect(run('const f = () => f() + 1; return f()')).toMatchObject({
      type: 'threw',
      message: 'InternalError: stack overflow',
    });
  });

  it.each<[what: string, script: string]>([
    ['a loop', 'while (true) {}'],
    ['a loop that catches', 'while (true) { try { while (true) {} } catch {} }'],
    ['a loop in a getter of the result', 'return { get a() { while (true) {} } }'],
    ['a loop in a message', 'throw { toJSON() { while (true) {} } }'],
    ['a regular expression', 'return /(a+)+b/.test("a".repeat(40))'],
    ['a chain of promises', 'const f = () => Promise.resolve().then(f); return f()'],
    ['a loop in a comparison', '[3, 2, 1].sort(() => { while (true) {} })'],
  ])('time, in %s', (_, script) => {
    const end = Date.now() + 50;
    const host = { ...echo(), stopped: () => (Date.now() > end ? ('timeout' as const) : undefined) };
    const outcome = run(script, {}, host);
    expect(['timeout', 'threw']).toContain(outcome.type);
    if (outcome.type === 'threw') expect(outcome.message).toContain('never fulfilled');
  });

  it('parameters and messages that are too large', () => {
    expect(run('rs.callTool("a", { b: "x".repeat(2 ** 20) })')).toMatchObject({
      type: 'threw',
      message: expect.stringContaining('at most 1048576'),
    });
    expect(run('rs.fail("x".repeat(2 ** 20))')).toMatchObject({
      type: 'threw',
      message: expect.stringContaining('at most 1048576'),
    });
  });
});

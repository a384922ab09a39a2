import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  Scope,
  type SuccessOrFail,
} from 'quickjs-emscripten-core';
import type { ScriptOutcome } from './messages.ts';
import { prelude } from './prelude.ts';
import { fixedLimits } from './settings.ts';

/** What a script can reach of the world outside, and what ends it. */
export interface SandboxHost {
  /** Begins a call, given as JSON; the handle that its result is asked for by. */
  begin(request: string): number;
  /** The JSON of a result. Blocks until it is there; undefined when the script has to stop. */
  wait(handle: number): string | undefined;
  /** Tells the client something, given as JSON. */
  note(json: string): void;
  /** Blocks until every call that was begun is over. */
  settle(): void;
  /** Why the script has to stop, if it has to. */
  stopped(): 'timeout' | 'cancelled' | undefined;
}

const { stackBytes, outputLength, messageLength, noteLength } = fixedLimits;

/** Turns of the queue of promises; a chain of them could go on for ever between two checks of the clock. */
const jobLimit = 100_000;

/**
 * Runs the body of a function in a QuickJS runtime of its own. A RangeError or a WebAssembly error that it throws
 * means that the engine is broken: the thread it runs in must not be used again.
 */
export function runInSandbox(
  engine: QuickJSWASMModule,
  script: string,
  input: string,
  host: SandboxHost,
): ScriptOutcome {
  const runtime = engine.newRuntime();
  let failure: string | undefined;
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(() => failure !== undefined || host.stopped() !== undefined);
  const context = runtime.newContext();
  const outcome = Scope.withScope((scope) => {
    const said = (json: string): void => {
      failure ??= json;
    };
    return evaluate({ context, runtime, scope }, script, input, host, said);
  });
  context.dispose();
  runtime.dispose();
  const reason = host.stopped();
  if (failure !== undefined) return { type: 'failed', failure };
  return reason === undefined ? outcome : { type: reason };
}

/** A context, and the scope that lets go of everything that was taken out of it. */
interface Sandbox {
  readonly context: QuickJSContext;
  readonly runtime: QuickJSRuntime;
  readonly scope: Scope;
}

function evaluate(
  sandbox: Sandbox,
  script: string,
  input: string,
  host: SandboxHost,
  onFailure: (json: string) => void,
): ScriptOutcome {
  const { context, scope } = sandbox;
  const nothing = context.undefined;
  const ways = [
    context.newFunction('begin', (request) => context.newNumber(host.begin(textOf(context, request)))),
    context.newFunction('wait', (handle) => {
      const result = host.wait(context.getNumber(handle));
      if (result === undefined) throw new Error('the script has to stop');
      return context.newString(result);
    }),
    context.newFunction('note', (said) => {
      const json = context.getString(said);
      if (json.length > noteLength) throw new Error(tooLong('this', json, noteLength));
      host.note(json);
    }),
    context.newFunction('fail', (said) => onFailure(textOf(context, said))),
    context.newString(input),
  ].map((handle) => scope.manage(handle));
  const made = managed(scope, context.evalCode(prelude, 'prelude'));
  if (made.error) return cannotStart;
  const ready = managed(scope, context.callFunction(made.value, nothing, ...ways));
  if (ready.error) return cannotStart;
  const json = scope.manage(context.getProp(ready.value, 'json'));
  const describe = scope.manage(context.getProp(ready.value, 'describe'));
  const threw = (error: QuickJSHandle): ScriptOutcome => thrown(sandbox, error, describe);

  const body = managed(scope, context.evalCode(`(function () {\n${script}\n})`, 'script'));
  if (body.error) return threw(body.error);
  const called = managed(scope, context.callFunction(body.value, nothing));
  if (called.error) return threw(called.error);
  const settled = settledValue(sandbox, called.value);
  if (settled === undefined) return { type: 'threw', message: neverFulfilled };
  if (settled.error) return threw(settled.error);
  const written = managed(scope, context.callFunction(json, nothing, settled.value));
  if (written.error) return threw(written.error);
  const result = context.getString(written.value);
  if (result.length > outputLength) return { type: 'threw', message: tooLong('the result', result) };
  host.settle();
  return { type: 'returned', result };
}

const cannotStart: ScriptOutcome = { type: 'threw', message: 'the script cannot be started' };
const neverFulfilled = 'the script returned a promise that is never fulfilled';

type Handled =
  | { readonly error?: undefined; readonly value: QuickJSHandle }
  | { readonly error: QuickJSHandle };

/** A result whose handle the scope lets go of. */
function managed(scope: Scope, result: SuccessOrFail<QuickJSHandle, QuickJSHandle>): Handled {
  return result.error ? { error: scope.manage(result.error) } : { value: scope.manage(result.value) };
}

/** The value of a promise, for scripts that are written with `async`; any other value as it is. */
function settledValue({ context, runtime, scope }: Sandbox, value: QuickJSHandle): Handled | undefined {
  const done = runtime.executePendingJobs(jobLimit);
  if (done.error) return { error: scope.manage(done.error) };
  const state = context.getPromiseState(value);
  if (state.type === 'pending') return undefined;
  if (state.type === 'rejected') return { error: scope.manage(state.error) };
  return { value: state.notAPromise === true ? value : scope.manage(state.value) };
}

/** What a client is told of something that was thrown. */
function thrown({ context, scope }: Sandbox, error: QuickJSHandle, describe: QuickJSHandle): ScriptOutcome {
  const text = managed(scope, context.callFunction(describe, context.undefined, error));
  if (text.error) return { type: 'threw', message: 'the script threw something that cannot be shown' };
  const message = context.getString(text.value);
  const shown = message.length > messageLength ? `${message.slice(0, messageLength)}…` : message;
  return { type: 'threw', message: shown };
}

function textOf(context: QuickJSContext, handle: QuickJSHandle): string {
  const text = context.getString(handle);
  if (text.length <= outputLength) return text;
  throw new Error(tooLong('this', text));
}

function tooLong(what: string, text: string, most: number = outputLength): string {
  return `${what} has ${text.length} characters, at most ${most} are allowed`;
}

import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { scriptEngine } from './engine.ts';
import {
  type CallMessage,
  cell,
  type ResultMessage,
  type RunMessage,
  type ScriptOutcome,
  type ThreadMessage,
} from './messages.ts';
import { runInSandbox, type SandboxHost } from './sandbox.ts';
import { fixedLimits } from './settings.ts';

/** The thread that scripts run in, one after the other. It blocks while a script waits for a call. */
const parent = parentPort;
if (parent === null) throw new Error('this file runs in a thread');
const engine = await scriptEngine();

parent.on('message', (message: RunMessage) => {
  say({ type: 'started' });
  let outcome: ScriptOutcome;
  let spent = false;
  try {
    outcome = runInSandbox(engine, message.script, message.input, hostOf(message));
  } catch (error) {
    // The engine ran out of stack or broke: nothing of it can be trusted any more.
    spent = true;
    const why = error instanceof RangeError ? 'it needs too much stack' : 'the engine stopped';
    outcome = { type: 'threw', message: `the script was ended: ${why}` };
  }
  message.port.close();
  say({ type: 'ended', outcome, spent });
});

function say(message: ThreadMessage): void {
  parent?.postMessage(message);
}

function hostOf({ port, cells, timeoutMs }: RunMessage): SandboxHost {
  const shared = new Int32Array(cells);
  const deadline = timeoutMs > 0 ? Date.now() + timeoutMs : undefined;
  const results = new Map<number, string>();
  let begun = 0;
  let notes = 0;

  function stopped(): ReturnType<SandboxHost['stopped']> {
    if (Atomics.load(shared, cell.stop) !== 0) return 'cancelled';
    return deadline !== undefined && Date.now() >= deadline ? 'timeout' : undefined;
  }

  /** Waits until `isThere`, taking in the results of calls; false when the script has to stop. */
  function waitUntil(isThere: () => boolean): boolean {
    for (;;) {
      const seen = Atomics.load(shared, cell.results);
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const { handle, result } = next.message as ResultMessage;
        results.set(handle, result);
      }
      if (isThere()) return true;
      if (stopped() !== undefined) return false;
      const left = deadline === undefined ? undefined : Math.max(1, deadline - Date.now());
      Atomics.wait(shared, cell.results, seen, left);
    }
  }

  return {
    begin: (request) => {
      const handle = ++begun;
      const call: CallMessage = { handle, request };
      port.postMessage(call);
      return handle;
    },
    wait: (handle) => {
      if (!Number.isInteger(handle) || handle < 1 || handle > begun)
        throw new Error('rs.awaitPromises takes a list of what rs.callToolAsync returned');
      return waitUntil(() => results.has(handle)) ? results.get(handle) : undefined;
    },
    note: (note) => {
      if (++notes <= fixedLimits.notes) say({ type: 'note', note });
    },
    settle: () => void waitUntil(() => results.size === begun),
    stopped,
  };
}

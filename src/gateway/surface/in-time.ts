import { Script } from 'node:vm';

/** Milliseconds that a piece of work may hold up everything else. */
const limitMs = 250;

/** Where the script finds its work: it has no other way to be given any. */
const slot = Symbol.for('reshapr.in-time');
const script = new Script(`globalThis[Symbol.for('reshapr.in-time')]()`);

/**
 * Does work that only computes, and ends it when it takes too long, even within one regular expression: undefined then.
 * It costs as much as some thousand lines of work, so it is for what could take for ever.
 */
export function inTime<T>(work: () => T): { readonly value: T } | undefined {
  let done: { readonly value: T } | undefined;
  Reflect.set(globalThis, slot, () => {
    done = { value: work() };
  });
  try {
    script.runInThisContext({ timeout: limitMs });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    Reflect.deleteProperty(globalThis, slot);
  }
  return done;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

import { constants } from 'node:os';

const endings = ['SIGINT', 'SIGTERM'] as const;

/**
 * A signal that aborts at Ctrl-C and SIGTERM. They are caught from the first time that it is asked for: a command
 * that has nothing to bring to an order ends by them as any program does. The second one always ends at once.
 */
export function interruption(): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal !== undefined) return signal;
    const stopping = new AbortController();
    for (const name of endings)
      process.on(name, () => {
        // The code that a shell gives to what ended by this signal.
        if (stopping.signal.aborted) process.exit(128 + constants.signals[name]);
        stopping.abort(name);
      });
    signal = stopping.signal;
    return signal;
  };
}

const endings = ['SIGINT', 'SIGTERM'] as const;

/**
 * A signal that aborts at Ctrl-C and SIGTERM. They are caught from the first time that it is asked for: a command
 * that has nothing to bring to an order ends by them as any program does. The second one always does.
 */
export function interruption(): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal !== undefined) return signal;
    const stopping = new AbortController();
    const stop = (ending: NodeJS.Signals): void => {
      for (const name of endings) process.off(name, stop);
      stopping.abort(ending);
    };
    for (const name of endings) process.on(name, stop);
    signal = stopping.signal;
    return signal;
  };
}

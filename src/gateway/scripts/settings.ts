/** What a script may use; the first three are reShapr's settings, with its defaults. */
export interface ScriptSettings {
  /** Milliseconds of wall clock for one run; 0 or less for no limit. */
  readonly timeoutMs: number;
  /** Tool calls of one run. */
  readonly maxToolCalls: number;
  /** Scripts that call scripts: how many may be open within each other. */
  readonly maxDepth: number;
  /** Scripts of one depth that run at the same time; each has a thread. */
  readonly threads: number;
}

/** What no setting changes. */
export const fixedLimits = {
  /** Scripts of one depth that wait for a thread; more are refused. */
  waiting: 1000,
  /** Bytes that a script may allocate. */
  memoryBytes: 64 * 1024 * 1024,
  /** Bytes of stack of the engine, and of the thread that it runs in. */
  stackBytes: 256 * 1024,
  /** Characters of a result, of the parameters of one call, and of what `rs.fail` says. */
  outputLength: 1024 * 1024,
  /** Characters of the message of an error that a client sees. */
  messageLength: 2000,
  /** Messages and steps of progress of one run that a client is told; more are left out. */
  notes: 200,
  /** Characters of one of them. */
  noteLength: 16 * 1024,
  /** Milliseconds after which a thread that does not end its script is ended with it. */
  graceMs: 1000,
  /** Milliseconds that a thread may take to start. */
  startMs: 30_000,
} as const;

/** Reads the settings of scripts. Throws what `refuse` makes of a value that is no number. */
export function scriptSettings(
  env: Readonly<Record<string, string | undefined>>,
  refuse: (name: string, text: string) => Error,
): ScriptSettings {
  const number = (name: string, fallback: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    if (!/^-?\d{1,9}$/.test(text)) throw refuse(name, text);
    return Number(text);
  };
  const calls = number('RESHAPR_GATEWAY_SCRIPTING_MAX_TOOL_CALLS', 10);
  const depth = number('RESHAPR_GATEWAY_SCRIPTING_MAX_DEPTH', 5);
  const threads = number('RESHAPR_GATEWAY_SCRIPTING_THREADS', 8);
  return {
    timeoutMs: number('RESHAPR_GATEWAY_SCRIPTING_TIMEOUT', 10_000),
    maxToolCalls: calls <= 0 ? 20 : calls,
    maxDepth: depth <= 0 ? 5 : Math.min(depth, 20),
    threads: threads <= 0 ? 8 : Math.min(threads, 64),
  };
}

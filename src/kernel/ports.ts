/** The time, passed in so that a test runs ten minutes in a millisecond. All times are milliseconds. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `tick` every `ms` until the signal aborts. Does not keep the process alive. */
  every(ms: number, tick: () => void, signal: AbortSignal): void;
}

/** Milliseconds since some moment: how much time passes, also while the time of day is set. */
export type Uptime = () => number;

export interface Random {
  bytes(length: number): Uint8Array;
  /** In [0, 1). */
  fraction(): number;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Values of `fields` must hold no secret; names of secrets are redacted all the same. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type Labels = Readonly<Record<string, string>>;

/** Metrics in the Prometheus sense. An instrument is made once and kept; its label names are fixed. */
export interface Metrics {
  counter(name: string, help: string, labelNames?: readonly string[]): Counter;
  gauge(name: string, help: string, labelNames?: readonly string[]): Gauge;
  /** Buckets in the unit that the name says (`_seconds`, `_bytes`). */
  histogram(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames?: readonly string[],
  ): Histogram;
  /** Prometheus text format. */
  render(): Promise<string>;
}

export interface Counter {
  add(value: number, labels?: Labels): void;
}

export interface Gauge {
  set(value: number, labels?: Labels): void;
}

export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

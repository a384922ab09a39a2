import type { Labels, Log, LogFields, Metrics } from '../../src/kernel/index.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A log that keeps its lines. */
export function recordingLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface Observation {
  readonly name: string;
  readonly value: number;
  readonly labels: Labels;
}

/** Metrics that keep everything they are told. */
export function recordingMetrics(): Metrics & { readonly observed: readonly Observation[] } {
  const observed: Observation[] = [];
  const take =
    (name: string) =>
    (value: number, labels: Labels = {}): void => {
      observed.push({ name, value, labels });
    };
  return {
    observed,
    counter: (name) => ({ add: take(name) }),
    gauge: (name) => ({ set: take(name) }),
    histogram: (name) => ({ observe: take(name) }),
    render: () => Promise.resolve(''),
  };
}

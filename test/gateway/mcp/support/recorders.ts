import type { Labels, Log, LogFields, Metrics } from '../../../../src/kernel/index.ts';

/** Remembers every line, to look for what must not be in one. */
export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: LogFields }[];
}

export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Remembers the last value, or the sum, or the number of observations, by `name{label="value"}`. */
export interface RecordingMetrics extends Metrics {
  readonly values: Map<string, number>;
}

export function recordingMetrics(): RecordingMetrics {
  const values = new Map<string, number>();
  const key = (name: string, labels: Labels = {}): string => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
  };
  const add = (name: string, value: number, labels?: Labels): void => {
    const at = key(name, labels);
    values.set(at, (values.get(at) ?? 0) + value);
  };
  return {
    values,
    counter: (name) => ({ add: (value, labels) => add(name, value, labels) }),
    gauge: (name) => ({ set: (value, labels) => void values.set(key(name, labels), value) }),
    histogram: (name) => ({ observe: (_value, labels) => add(name, 1, labels) }),
    render: async () => [...values].map(([at, value]) => `${at} ${value}\n`).join(''),
  };
}

import type { Writable } from 'node:stream';
import type { Clock, Log, Metrics } from '../../kernel/index.ts';

/** One event, as a log record of OpenTelemetry has it. */
export interface AuditEvent {
  readonly severity: 'INFO' | 'WARN';
  readonly body: string;
  /** What is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
}

/** Takes audit events. Never throws and never waits: a call does not depend on who reads about it. */
export interface AuditSink {
  write(event: AuditEvent): void;
  /** Resolves when what was taken is written, or cannot be. */
  close(): Promise<void>;
}

export interface LineSinkPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Bytes of events that wait for a slow reader; what comes beyond is counted and lost. */
const backlog = 8 * 1024 * 1024;

/** One JSON line per event. */
export function lineSink(
  stream: Writable,
  { clock, log, metrics }: LineSinkPorts,
  limit = backlog,
): AuditSink {
  const written = metrics.counter('reshapr_audit_events_total', 'Audit events, by what became of them.', [
    'outcome',
  ]);
  let isBehind = false;
  let fault: Error | undefined;
  stream.on('error', (error) => {
    fault = error;
    log.error('audit events cannot be written: they are lost from now on', { error });
  });
  stream.on('drain', () => {
    isBehind = false;
  });

  return {
    write: ({ severity, body, attributes }) => {
      if (fault !== undefined || stream.writableLength > limit) {
        written.add(1, { outcome: 'lost' });
        if (fault === undefined && !isBehind)
          log.error('audit events are lost: whoever reads them is too slow');
        isBehind = true;
        return;
      }
      written.add(1, { outcome: 'written' });
      const time = new Date(clock.now()).toISOString();
      const record = { time, severity, scope: 'io.reshapr.audit', body, ...attributes };
      stream.write(`${JSON.stringify(record)}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        if (fault !== undefined || stream.destroyed) return resolve();
        stream.once('error', () => resolve());
        stream.end(() => resolve());
      }),
  };
}

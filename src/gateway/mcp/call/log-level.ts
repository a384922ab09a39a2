import type { CallStream } from './call-stream.ts';

/** From the least to the most severe (RFC 5424, 6.2.1; MCP, "Logging"). */
export const logLevels = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;

export type LogLevel = (typeof logLevels)[number];

export function isLogLevel(value: unknown): value is LogLevel {
  return (logLevels as readonly unknown[]).includes(value);
}

/** Tells the client of something that happened during a call: how severe, who says it, and what (JSON). */
export type CallLog = (level: LogLevel, logger: string, data: unknown) => void;

/** The way to tell a client that wants messages of this level and above; undefined for one that wants none. */
export function logOn(stream: CallStream | undefined, least: LogLevel | undefined): CallLog | undefined {
  if (stream === undefined || least === undefined) return undefined;
  const lowest = logLevels.indexOf(least);
  return (level, logger, data) => {
    if (logLevels.indexOf(level) < lowest) return;
    stream.send({ method: 'notifications/message', params: { level, logger, data } });
  };
}

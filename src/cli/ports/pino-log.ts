import { pino } from 'pino';
import type { Log } from '../../kernel/index.ts';

/** Names of fields that hold credentials wherever they occur. */
const secretFields = [
  'token',
  'authorization',
  'password',
  'apiKey',
  'secret',
  '*.token',
  '*.authorization',
  '*.password',
  '*.apiKey',
  '*.secret',
];

/** One JSON line per event on standard error. */
export function pinoLog(level: string, name: string): Log {
  const logger = pino(
    {
      level,
      base: { name },
      redact: { paths: secretFields, censor: '[redacted]' },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  };
}

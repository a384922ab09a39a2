import ansis from 'ansis';
import type { Log, LogFields } from '../../kernel/index.ts';
import type { Console } from '../output/console.ts';

/** Warnings and errors as lines for a person; the rest is left out. */
export function consoleLog(console: Console): Log {
  const line = (sign: string, message: string, fields: LogFields): void => {
    const details = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`);
    console.err([sign, message, ansis.dim(details.join(' '))].join(' ').trimEnd());
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (message, fields = {}) => line(ansis.yellow('warning'), message, fields),
    error: (message, fields = {}) => line(ansis.red('error'), message, fields),
  };
}

function textOf(value: unknown): string {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

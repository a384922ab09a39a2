import { messageOf } from '../kernel/index.ts';

/** Errors below an error that are told; a chain may come back to itself. */
const mostCauses = 8;

/**
 * Where an error came from, with what caused it: messages and traces alone. What else errors of libraries carry (the
 * headers of a request, the environment of a command) may hold secrets, and `inspect` would show it.
 */
export function traceOf(error: unknown): string {
  const told: string[] = [];
  let next: unknown = error;
  for (let depth = 0; depth < mostCauses && next !== undefined; depth++) {
    told.push(next instanceof Error ? (next.stack ?? next.message) : messageOf(next));
    next = next instanceof Error ? next.cause : undefined;
  }
  return told.join('\n  caused by ');
}

/** Ends the process at an error that nobody catches, as Node does, without showing what the error carries. */
export function endAtBugs(exitCode: number): void {
  process.on('uncaughtException', (error: unknown) => {
    process.stderr.write(`reshapr ends: this is a bug\n${traceOf(error)}\n`, () => process.exit(exitCode));
  });
}

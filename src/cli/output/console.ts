import ansis from 'ansis';
import type { Problem } from '../../kernel/index.ts';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** A person reads along and can answer. */
  readonly interactive: boolean;
}

export const processConsole: Console = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
};

/** Machine-readable output: two-space JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A problem as one clear line and a hint. */
export function prettyProblem({ code, message, hint }: Problem): string {
  const lines = [`${ansis.bold.red('error')} ${ansis.dim(code)} ${message}`];
  if (hint !== undefined) lines.push(`  ${ansis.cyan('hint:')} ${hint}`);
  return lines.join('\n');
}

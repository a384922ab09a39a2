import { createHash } from 'node:crypto';
import type { Outcome } from '../compile/outcome.ts';

const format = 'outcome@1';

/** `format key checksum`, a line break, and the outcome as JSON. */
export function writeOutcome(key: string, { diagnostics, suppressed, contents }: Outcome): string {
  const body = JSON.stringify({ diagnostics, suppressed, contents });
  return `${format} ${key} ${checksum(body)}\n${body}`;
}

/** Undefined unless the text is that of this key and every character of it is as it was written. */
export function readOutcome(key: string, text: string): Outcome | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== `${format} ${key} ${checksum(body)}`) return undefined;
  // The checksum says that this is a text of `writeOutcome`.
  const { diagnostics, suppressed, contents } = JSON.parse(body) as Outcome;
  return { diagnostics, suppressed, contents };
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

import { createHash } from 'node:crypto';
import { z } from 'zod';

const lineSchema = z.strictObject({
  at: z.number(),
  previous: z.string(),
  records: z.array(z.record(z.string(), z.unknown())).min(1),
});

/** One record of a journal, as it stands there. */
export interface AuditEntry {
  /** Line of the journal, from 1 on. */
  readonly line: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** What became of a check of a journal. */
export interface AuditVerdict {
  /** Lines that are right, up to the first that is not. */
  readonly lines: number;
  readonly records: number;
  /** SHA-256 of the last line that is right: whoever notes it elsewhere can tell later whether lines are missing. */
  readonly head: string;
  /** The first line that is wrong, and why. */
  readonly wrong: { readonly line: number; readonly why: string } | undefined;
  /** Whether a head that was noted earlier is that of one of the lines; undefined when none was given. */
  readonly expected: boolean | undefined;
}

/**
 * Checks the chain of a journal, and hands each record to `take`. A line names the SHA-256 of the line before, so one
 * that was altered is found by the line after it, and the last one, or lines that are missing at the end, only by a
 * head that was noted elsewhere (`expected`).
 */
export function verifyJournal(
  text: string,
  expected: string | undefined,
  take: (entry: AuditEntry) => void = () => undefined,
): AuditVerdict {
  let head = '';
  let before = '';
  let records = 0;
  let seen = false;
  const verdict = (lines: number, why?: string): AuditVerdict => ({
    lines,
    records,
    head,
    wrong: why === undefined ? undefined : { line: lines + 1, why },
    expected: expected === undefined ? undefined : seen,
  });
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  for (const [index, line] of lines.entries()) {
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) return verdict(index, 'it is no record');
    const hash = hashOf(line);
    if (parsed.data.previous !== head) {
      // Which of the two was altered, the line after them tells: it names the hash that this one had.
      const next = lineSchema.safeParse(parseJson(lines[index + 1] ?? ''));
      const isIntact = next.success && next.data.previous === hash;
      if (index === 0 || (next.success && !isIntact))
        return verdict(index, 'it is not what it was: the lines around it do not fit it');
      head = before;
      const why = isIntact
        ? 'it is not what it was, or a line after it was taken out'
        : 'it or the line after it is not what it was';
      return verdict(index - 1, why);
    }
    before = head;
    head = hash;
    if (expected !== undefined && head.startsWith(expected)) seen = true;
    records += parsed.data.records.length;
    for (const record of parsed.data.records) take({ line: index + 1, at: parsed.data.at, record });
  }
  return rest === '' ? verdict(lines.length) : verdict(lines.length, 'it is cut short');
}

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { usage } from '../problems.ts';
import { type AuditFlags, auditFrom, type ShownAudit } from './audit.ts';

interface Options extends AuditFlags {
  readonly expect?: string;
}

/** Entries are not shown. */
const nothing = { organization: undefined, types: ['-'], since: undefined, limit: 1 };

/** Whether the log is what it was, for `audit verify`. */
export async function verify(io: Io, options: Options): Promise<number> {
  const { expect } = options;
  if (expect !== undefined && !/^[0-9a-f]{8,64}$/.test(expect))
    throw problem(usage, {
      why: `'${expect}' is no head of an audit log`,
      hint: 'give what `audit verify` printed: at least eight hexadecimal digits',
    });
  const audit = await auditFrom(io, options, nothing, expect);
  const { entries: _, ...facts } = audit;
  if (options.output === 'json') io.console.out(json(facts));
  else for (const line of linesOf(audit, expect)) io.console.out(line);
  return audit.wrong === null && audit.expected !== false ? exitCodes.ok : exitCodes.error;
}

function linesOf(
  { lines, records, head, wrong, expected }: ShownAudit,
  expect: string | undefined,
): string[] {
  if (wrong !== null)
    return [
      `The audit log is not what it was: line ${wrong.line}: ${wrong.why}.`,
      `The ${lines} lines before it are right.`,
    ];
  const whole = `The audit log is whole: ${records} records in ${lines} lines.`;
  const noted = `Head: ${head}`;
  if (expected === null) return [whole, noted];
  if (!expected) return [`Lines are missing: none has the head ${expect} that was noted.`, noted];
  return [whole, `The head ${expect} that was noted is in it: nothing before it is missing.`, noted];
}

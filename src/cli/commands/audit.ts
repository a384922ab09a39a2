import { type AuditFilter, auditOf, readAudit } from '../../reconciler/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

export interface AuditFlags extends ServerFlags {
  readonly state?: string;
  readonly output: 'text' | 'json';
}

interface Options extends AuditFlags {
  readonly type?: string[];
  readonly since?: number;
  readonly limit: number;
  readonly expect?: string;
}

/** One record, and where it stands. */
export interface ShownEntry {
  readonly line: number;
  readonly at: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** What a journal says, from a control plane or from a state directory. */
export interface ShownAudit {
  readonly entries: readonly ShownEntry[];
  readonly lines: number;
  readonly records: number;
  readonly head: string;
  readonly wrong: { readonly line: number; readonly why: string } | null;
  /** Whether the expected head was found; null when none was given. */
  readonly expected: boolean | null;
}

export async function run(io: Io, verify: 'verify' | undefined, options: Options): Promise<number> {
  if (verify !== undefined) return (await import('./audit-verify.ts')).verify(io, options);
  const { entries } = await auditFrom(io, options, {
    organization: undefined,
    types: options.type ?? [],
    since: options.since === undefined ? undefined : io.clock.now() - options.since * 1_000,
    limit: options.limit,
  });
  if (options.output === 'json') io.console.out(json(entries));
  else if (entries.length === 0) io.console.out('Nothing of that is in the audit log.');
  else {
    const rows = entries.map(({ line, at, record }) => [
      String(line),
      at,
      textOf(record['type']),
      textOf(record['author'] ?? record['gateway'] ?? '-'),
      detailsOf(record),
    ]);
    io.console.out(table(['LINE', 'AT', 'WHAT', 'WHO', 'DETAILS'], rows));
  }
  return exitCodes.ok;
}

/** Reads the audit of a state directory, or asks a control plane for it. */
export async function auditFrom(
  io: Io,
  flags: AuditFlags,
  filter: AuditFilter,
  expect?: string,
): Promise<ShownAudit> {
  if (flags.state !== undefined) {
    const { entries, verdict } = auditOf(await readAudit(flags.state), filter, expect);
    const { lines, records, head, wrong, expected } = verdict;
    return {
      entries: entries.map(({ line, at, record }) => ({ line, at: instant(at), record })),
      ...{ lines, records, head, wrong: wrong ?? null, expected: expected ?? null },
    };
  }
  const connection = await connectToServer(flags, io.env);
  try {
    const { types, since, limit } = filter;
    const request = { types: [...types], sinceMs: since ?? 0, limit, expect: expect ?? '' };
    const answer = await connection.ask((client) => client.readAudit, request);
    const { lines, records, head, wrongLine, wrongWhy, expectedFound } = answer;
    return {
      entries: answer.entries.map(({ line, atMs, record }) => ({
        line,
        at: instant(atMs),
        record: JSON.parse(record) as Record<string, unknown>,
      })),
      ...{ lines, records, head },
      wrong: wrongLine === 0 ? null : { line: wrongLine, why: wrongWhy },
      expected: expect === undefined ? null : expectedFound,
    };
  } finally {
    connection.close();
  }
}

/** The fields that a person looks for, in the order of the record. */
function detailsOf(record: Readonly<Record<string, unknown>>): string {
  const left = new Set(['type', 'author', 'organization', 'since', 'gone', 'provenance']);
  return Object.entries(record)
    .filter(([name, value]) => !left.has(name) && !(name === 'gateway') && value !== undefined)
    .map(([name, value]) => `${name}=${short(value)}`)
    .join(' ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function short(value: unknown): string {
  const text = textOf(value);
  return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, problem } from '../../kernel/index.ts';
import { stateUnusable } from '../problems.ts';
import { type AuditEntry, type AuditVerdict, verifyJournal } from './verify-journal.ts';

export interface Audit {
  readonly entries: readonly AuditEntry[];
  readonly verdict: AuditVerdict;
}

/** Which records are wanted; what is undefined does not matter. */
export interface AuditFilter {
  readonly organization: string | undefined;
  readonly types: readonly string[];
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  /** How many, the newest; 0 for all. */
  readonly limit: number;
}

/** Reads the journal of a state directory, whether a control plane uses it or not. */
export async function readAudit(directory: string): Promise<string> {
  try {
    return await readFile(join(directory, 'journal.jsonl'), 'utf8');
  } catch (error) {
    throw problem(stateUnusable, { directory, why: messageOf(error) }, { cause: error });
  }
}

/** The records of a journal that a filter lets through, oldest first, and whether the journal is whole. */
export function auditOf(text: string, filter: AuditFilter, expected?: string): Audit {
  const entries: AuditEntry[] = [];
  /** Of tokens, by id: what happens to one later names only that. */
  const owners = new Map<unknown, unknown>();
  const verdict = verifyJournal(text, expected, (read) => {
    const entry = withOwner(read, owners);
    if (matches(entry, filter)) entries.push(shown(entry));
    if (filter.limit > 0 && entries.length > filter.limit) entries.shift();
  });
  return { entries, verdict };
}

function matches({ at, record }: AuditEntry, { organization, types, since }: AuditFilter): boolean {
  const of = record['organization'];
  if (organization !== undefined && of !== undefined && of !== organization) return false;
  if (since !== undefined && at < since) return false;
  return types.length === 0 || types.includes(String(record['type']));
}

function withOwner(entry: AuditEntry, owners: Map<unknown, unknown>): AuditEntry {
  const { type, id, organization } = entry.record;
  if (type === 'token') owners.set(id, organization);
  return type === 'token-revoked' && owners.has(id)
    ? { ...entry, record: { ...entry.record, organization: owners.get(id) } }
    : entry;
}

/** Without the hash of a token: nobody needs it who reads the log. */
function shown({ line, at, record }: AuditEntry): AuditEntry {
  const { sha256: _, ...rest } = record;
  return { line, at, record: rest };
}

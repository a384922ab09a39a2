import type { admin } from '../../wire/index.ts';
import { auditOf } from '../audit/read-audit.ts';
import type { ControlPlane } from '../control-plane.ts';

/** Entries in one answer, so that it stays far below the size of a message. */
const mostEntries = 2_000;

/** What the journal says of an organization, and whether all of it is as it was written. */
export async function auditFor(
  plane: ControlPlane,
  { types, sinceMs, limit, expect }: admin.ReadAuditRequest,
  organization: string,
): Promise<admin.ReadAuditResponse> {
  const most = limit === 0 ? mostEntries : Math.min(limit, mostEntries);
  const filter = { organization, types, since: sinceMs === 0 ? undefined : sinceMs, limit: most };
  const text = await plane.store.journalText();
  const { entries, verdict } = auditOf(text, filter, expect === '' ? undefined : expect);
  const { lines, records, head, wrong, expected } = verdict;
  return {
    entries: entries.map(({ line, at, record }) => ({
      line,
      atMs: at,
      type: String(record['type']),
      record: JSON.stringify(record),
    })),
    lines,
    records,
    head,
    wrongLine: wrong?.line ?? 0,
    wrongWhy: wrong?.why ?? '',
    expectedFound: expected ?? false,
  };
}

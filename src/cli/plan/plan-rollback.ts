import { problem } from '../../kernel/index.ts';
import { type Contract, makePlan, unknownRevision } from '../../reconciler/index.ts';
import type { admin } from '../../wire/index.ts';
import { usage } from '../problems.ts';
import type { ServerConnection } from '../server/connection.ts';
import { fetchSide } from '../server/fetch-side.ts';
import { softwareVersion } from '../version.ts';

/** What a rollback would do. */
export interface RollbackPlan {
  readonly target: admin.Revision;
  readonly contract: Contract;
  /** The rollout that it ends. */
  readonly ends: admin.Revision | undefined;
}

/** Finds the revision that is meant, and compares it with the head of its source. */
export async function planRollback(
  connection: ServerConnection,
  organization: string,
  wanted: { readonly revision: string | undefined; readonly source: string | undefined },
): Promise<RollbackPlan> {
  const { revisions } = await connection.ask((client) => client.listRevisions, { limit: 0 });
  const target = targetOf(revisions, wanted);
  const head =
    revisions.find(({ source, outcome }) => source === target.source && outcome === 'completed') ?? target;
  const [base, side] = await Promise.all(
    [head, target].map((revision) => fetchSide(connection, revision, new Map())),
  );
  if (base === undefined || side === undefined) throw new Error('a revision has no content');
  const { since } = await connection.ask((client) => client.getHead, { source: target.source });
  const contract = makePlan({
    organization,
    source: target.source,
    base: { sequence: head.sequence, side: { ...base, since: new Map(Object.entries(since)) } },
    head: { ...side, provenance: target.provenance },
    commit: target.commit === '' ? undefined : target.commit,
    compiler: softwareVersion,
  });
  return { target, contract, ends: revisions.find(({ outcome }) => outcome === 'rolling') };
}

/**
 * The named revision, or the last one of the source that held something else than its head; in the middle of a
 * rollout, the head. Newest come first.
 */
export function targetOf(
  revisions: readonly admin.Revision[],
  { revision, source }: { readonly revision: string | undefined; readonly source: string | undefined },
): admin.Revision {
  const ofSource = revisions.filter((candidate) => source === undefined || candidate.source === source);
  if (revision !== undefined) {
    const named = ofSource.find((candidate) => isNamed(candidate, revision));
    if (named === undefined) throw problem(unknownRevision, { revision });
    return named;
  }
  const rolling = ofSource.find(({ outcome }) => outcome === 'rolling');
  const sources = rolling ? [rolling.source] : [...new Set(ofSource.map((each) => each.source))].sort();
  if (sources.length > 1)
    throw problem(usage, {
      why: 'the organization has several sources',
      hint: `say which with --source: ${sources.join(', ')}`,
    });
  const completed = ofSource.filter(
    ({ outcome, source: own }) => outcome === 'completed' && own === sources[0],
  );
  const head = completed[0];
  if (head !== undefined && rolling !== undefined) return head;
  const previous = completed.find(({ snapshot }) => snapshot !== head?.snapshot);
  if (previous === undefined) throw problem(unknownRevision, { revision: 'before this one' });
  return previous;
}

/** Whether a person means this revision: by its number, or by at least eight digits of its digest. */
export function isNamed({ sequence, snapshot }: admin.Revision, text: string): boolean {
  if (/^\d{1,7}$/.test(text)) return sequence === Number(text);
  return text.length >= 8 && snapshot.startsWith(text);
}

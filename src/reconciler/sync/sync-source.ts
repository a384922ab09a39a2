import { type Clock, type Log, messageOf, Problem } from '../../kernel/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { organizationOf } from '../state/state.ts';
import { applyHead, type CompiledHead } from './apply-head.ts';

/** A source that the control plane syncs by itself; the command line brings reading and compiling. */
export interface SyncedSource {
  /** Where it comes from, without credentials. */
  readonly address: string;
  /** What is there now: a commit, or something else that changes whenever the content may have. */
  poll(): Promise<string>;
  /** Compiles what `poll` named; the findings, a line each, when it does not compile. */
  compile(commit: string): Promise<{ head: CompiledHead } | { problems: readonly string[] }>;
  /** The commit as a revision records it; undefined outside of git. */
  commitOf(polled: string): string | undefined;
  /** Name that its revisions carry as their author. */
  readonly author: string;
}

export interface SyncOptions {
  readonly source: SyncedSource;
  /** Milliseconds between two looks. */
  readonly intervalMs: number;
  readonly compiler: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Applies every new commit of a source that compiles, until the signal aborts. A commit that does not shows in
 * `status` and changes nothing. Resolves early only when the first look cannot even name the source.
 */
export async function syncSource(
  plane: ControlPlane,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const { source, clock, log, intervalMs } = options;
  let last: string | undefined;
  let id: string | undefined;
  while (!signal.aborted) {
    try {
      const polled = await source.poll();
      if (polled !== last) {
        const outcome = await take(plane, options, polled);
        id = outcome.source ?? id;
        last = polled;
      } else if (id !== undefined) touch(plane, id, clock.now());
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Problem ? error.message : `the sync failed: ${messageOf(error)}`;
      log.warn('a source cannot be synced', { source: source.address, why });
      note(plane, options, id, { commit: last ?? '', state: 'failed', problems: [why] });
    }
    await clock.sleep(intervalMs, signal);
  }
}

/** Compiles and applies one commit; tells the board how it went. */
async function take(plane: ControlPlane, options: SyncOptions, polled: string): Promise<{ source?: string }> {
  const { source, log } = options;
  const compiled = await source.compile(polled);
  const commit = source.commitOf(polled) ?? polled;
  if ('problems' in compiled) {
    log.warn('a commit does not compile and is passed over', {
      source: source.address,
      commit,
      problems: compiled.problems.slice(0, 20),
    });
    note(plane, options, undefined, { commit, state: 'failed', problems: compiled.problems });
    return {};
  }
  const { head } = compiled;
  const state = await plane.ledger.refresh();
  const { heads, held } = organizationOf(state, head.organization);
  const deployed = heads.get(head.source);
  if (held.get(head.source) === head.snapshot.digest) {
    note(plane, options, head.source, { commit, state: 'held', problems: [] });
    return { source: head.source };
  }
  if (deployed?.snapshot !== head.snapshot.digest)
    await applyHead(plane, head, {
      commit: source.commitOf(polled),
      author: source.author,
      compiler: options.compiler,
    });
  note(plane, options, head.source, { commit, state: 'synced', problems: [] });
  return { source: head.source };
}

/** A source whose tree never compiled has no id yet: it is shown by its address. */
function note(
  plane: ControlPlane,
  { source, clock }: SyncOptions,
  id: string | undefined,
  outcome: { commit: string; state: 'synced' | 'failed' | 'held'; problems: readonly string[] },
): void {
  const known = id ?? plane.syncs.entries().find(([, { address }]) => address === source.address)?.[0];
  plane.syncs.set(known ?? source.address, { address: source.address, checkedAt: clock.now(), ...outcome });
  if (id !== undefined && id !== source.address) plane.syncs.remove(source.address);
}

function touch(plane: ControlPlane, id: string, now: number): void {
  const status = plane.syncs.get(id);
  if (status !== undefined) plane.syncs.set(id, { ...status, checkedAt: now });
}

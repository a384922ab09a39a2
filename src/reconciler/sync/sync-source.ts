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

/** What was made of a commit. */
interface Taken {
  readonly polled: string;
  readonly commit: string;
  /** What it compiled to; undefined when it did not. */
  readonly head: Pick<CompiledHead, 'organization' | 'source' | 'snapshot'> | undefined;
  readonly problems: readonly string[];
}

/**
 * Applies every new commit of a source that compiles, until the signal aborts. A commit that does not shows in
 * `status` and changes nothing; nor does one that compiles to what a rollback took away.
 */
export async function syncSource(
  plane: ControlPlane,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const { source, clock, log, intervalMs } = options;
  let taken: Taken | undefined;
  while (!signal.aborted) {
    try {
      const polled = await source.poll();
      if (polled !== taken?.polled) taken = await take(plane, options, polled);
      const { commit, head, problems } = taken;
      note(plane, options, head?.source, { commit, state: stateOf(plane, taken), problems });
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Problem ? error.message : `the sync failed: ${messageOf(error)}`;
      log.warn('a source cannot be synced', { source: source.address, why });
      const commit = taken?.commit ?? '';
      note(plane, options, taken?.head?.source, { commit, state: 'failed', problems: [why] });
    }
    await clock.sleep(intervalMs, signal);
  }
}

/** Compiles a commit, and applies it unless it is deployed already or held. */
async function take(plane: ControlPlane, options: SyncOptions, polled: string): Promise<Taken> {
  const { source, log } = options;
  const compiled = await source.compile(polled);
  const commit = source.commitOf(polled) ?? polled;
  if ('problems' in compiled) {
    const { problems } = compiled;
    log.warn('a commit does not compile and is passed over', {
      source: source.address,
      commit,
      problems: problems.slice(0, 20),
    });
    return { polled, commit, head: undefined, problems };
  }
  const { head } = compiled;
  const taken: Taken = { polled, commit, head, problems: [] };
  const { heads } = organizationOf(await plane.ledger.refresh(), head.organization);
  const isDeployed = heads.get(head.source)?.snapshot === head.snapshot.digest;
  if (!isDeployed && stateOf(plane, taken) !== 'held')
    await applyHead(plane, head, {
      commit: source.commitOf(polled),
      author: source.author,
      compiler: options.compiler,
    });
  return taken;
}

function stateOf({ ledger }: ControlPlane, { head }: Taken): 'synced' | 'failed' | 'held' {
  if (head === undefined) return 'failed';
  const { held } = organizationOf(ledger.state(), head.organization);
  return held.get(head.source) === head.snapshot.digest ? 'held' : 'synced';
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

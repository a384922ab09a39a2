import { type Clock, type Log, messageOf, Problem } from '../../kernel/index.ts';
import { listDigest } from '../../snapshot/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { rolloutRunning } from '../deploy/problems.ts';
import { whyEnded } from '../rollout/why-ended.ts';
import { organizationOf } from '../state/state.ts';
import { applyHead, type CompiledHead, resolveCompiled } from './apply-head.ts';
import type { SyncStatus } from './board.ts';

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

/** A commit, compiled. */
interface Taken {
  readonly polled: string;
  readonly commit: string;
  /** What it compiled to; undefined when it did not. */
  readonly head: CompiledHead | undefined;
  readonly problems: readonly string[];
}

/**
 * Applies every new commit of a source that compiles, until the signal aborts. A commit that does not shows in
 * `status` and changes nothing; nor does one that compiles to what a rollback took away, or to what gateways did not
 * take. While another revision is rolled out it waits.
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
      if (polled !== taken?.polled) taken = await take(options, polled);
      const { commit, head, problems } = taken;
      if (head !== undefined) await applyUnlessDone(plane, options, taken, head);
      const outcome =
        head === undefined ? ({ state: 'failed', problems } as const) : await standingOf(plane, head);
      note(plane, options, head, { commit, ...outcome });
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Problem ? error.message : `the sync failed: ${messageOf(error)}`;
      log.warn('a source cannot be synced', { source: source.address, why });
      const commit = taken?.commit ?? '';
      note(plane, options, taken?.head, { commit, state: 'failed', problems: [why] });
    }
    await clock.sleep(intervalMs, signal);
  }
}

async function take({ source, log }: SyncOptions, polled: string): Promise<Taken> {
  const compiled = await source.compile(polled);
  const commit = source.commitOf(polled) ?? polled;
  if ('head' in compiled) return { polled, commit, head: compiled.head, problems: [] };
  const { problems } = compiled;
  log.warn('a commit does not compile and is passed over', {
    source: source.address,
    commit,
    problems: problems.slice(0, 20),
  });
  return { polled, commit, head: undefined, problems };
}

/** Applies a commit unless it is deployed already or held, or something else is rolled out at the moment. */
async function applyUnlessDone(
  plane: ControlPlane,
  { source, compiler }: SyncOptions,
  { polled }: Taken,
  head: CompiledHead,
): Promise<void> {
  const { heads, held, rollout } = organizationOf(await plane.ledger.refresh(), head.organization);
  const digest = await digestOfHead(plane, head);
  const isDone = heads.get(head.source)?.snapshot === digest || held.get(head.source) === digest;
  if (isDone || rollout !== undefined) return;
  const by = { commit: source.commitOf(polled), author: source.author, compiler };
  await applyHead(plane, head, by).catch((error: unknown) => {
    // Another rollout began meanwhile.
    if (!(error instanceof Problem && error.code === rolloutRunning.code)) throw error;
  });
}

/** What a commit comes to, with what is kept and without what others took over. */
async function digestOfHead(plane: ControlPlane, head: CompiledHead): Promise<string> {
  const { heads, taken } = organizationOf(plane.ledger.state(), head.organization);
  // Most of the time it is just what is deployed, and nobody took anything.
  if (heads.get(head.source)?.snapshot === head.snapshot.digest && !taken.has(head.source))
    return head.snapshot.digest;
  const { resolved } = await resolveCompiled(plane, head);
  return listDigest(resolved.side.entries);
}

/** What became of a commit that compiles. */
async function standingOf(
  plane: ControlPlane,
  head: CompiledHead,
): Promise<Pick<SyncStatus, 'state' | 'problems'>> {
  const digest = await digestOfHead(plane, head);
  const { heads, held, revisions } = organizationOf(plane.ledger.state(), head.organization);
  const last = revisions.findLast(({ source }) => source === head.source);
  if (last?.snapshot === digest && last.outcome.type === 'failed')
    return { state: 'failed', problems: whyEnded(last) };
  if (held.get(head.source) === digest) return { state: 'held', problems: [] };
  return { state: heads.get(head.source)?.snapshot === digest ? 'synced' : 'pending', problems: [] };
}

/** A source whose tree never compiled has no id yet: it is shown by its address. */
function note(
  plane: ControlPlane,
  { source, clock }: SyncOptions,
  head: CompiledHead | undefined,
  outcome: Pick<SyncStatus, 'commit' | 'state' | 'problems'>,
): void {
  const before = plane.syncs.entries().find(([, { address }]) => address === source.address);
  const organization = head?.organization ?? before?.[1].organization;
  plane.syncs.set(head?.source ?? before?.[0] ?? source.address, {
    address: source.address,
    checkedAt: clock.now(),
    ...outcome,
    ...(organization === undefined ? {} : { organization }),
  });
  if (head !== undefined) plane.syncs.remove(source.address);
}

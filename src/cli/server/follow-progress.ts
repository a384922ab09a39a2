import { problem } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { type ProgressView, progressLines, progressSilent } from '../output/progress-view.ts';
import { interrupted, notApplied, putBack, wasSuperseded } from '../problems.ts';

/** Gateways that a screen shows at once; more of them are lines. */
const mostLive = 20;

interface FollowOptions {
  readonly output: 'text' | 'json';
  /** Only until the control plane answered: the revision goes on by itself. */
  readonly detach?: boolean;
}

/** Shows what the gateways make of a revision until it is over, and turns the end into an exit code. */
export async function followProgress(
  io: Io,
  answers: AsyncIterable<{ progress?: admin.Progress | undefined }>,
  { output, detach = false }: FollowOptions,
): Promise<number> {
  let view: ProgressView | undefined;
  let last: admin.Progress | undefined;
  try {
    for await (const { progress } of answers) {
      if (progress === undefined) continue;
      last = progress;
      if (detach) break;
      view ??= await viewOf(io, progress, output);
      view.show(progress);
    }
  } finally {
    await view?.end();
  }
  if (last?.revision === undefined) throw problem(interrupted, {});
  const { sequence, snapshot } = last.revision;
  if (output === 'json') io.console.out(json({ changed: true, ...last }));
  if ((io.signal.aborted || detach) && last.state === 'waiting') {
    io.console.err(
      `detached: revision ${sequence} goes on by itself. Go on waiting with: reshapr wait ${sequence}`,
    );
    return detach ? exitCodes.ok : exitCodes.error;
  }
  if (last.state !== 'complete') throw notServed(last, sequence);
  if (output === 'text') {
    io.console.out(`Applied: revision ${sequence} (${shortDigest(snapshot)}), ${whoServes(last)}.`);
  }
  return exitCodes.ok;
}

async function viewOf(io: Io, first: admin.Progress, output: 'text' | 'json'): Promise<ProgressView> {
  if (output === 'json') return progressSilent;
  const { sequence, outcome } = first.revision ?? { sequence: 0, outcome: '' };
  io.console.err(`revision ${sequence} is ${beginnings[outcome] ?? 'recorded'}`);
  const gateways = first.gateways.length;
  if (!io.console.interactive || gateways === 0 || gateways > mostLive) return progressLines(io.console);
  const { progressLive } = await import('../output/progress-live.ts');
  return progressLive();
}

/** What is known of a revision at first, by its outcome. */
const beginnings: Readonly<Record<string, string>> = {
  completed: 'deployed',
  failed: 'being put back',
  superseded: 'superseded',
};

/** `2 gateways active`, and who left meanwhile. */
export function whoServes({ gateways }: admin.Progress): string {
  const serving = gateways.filter(({ state }) => state === 'active').length;
  const gone = gateways.filter(({ state }) => state === 'gone').map(({ gatewayId }) => gatewayId);
  const active = serving === 0 ? 'no gateway is connected' : `${count(serving, 'gateway')} active`;
  return gone.length === 0
    ? active
    : `${active}; gone, and up to date when they are back: ${gone.join(', ')}`;
}

function notServed({ state, gateways, revision }: admin.Progress, sequence: number): Error {
  const others = gateways.filter((gateway) => !settled.has(gateway.state));
  const names = others.map(({ gatewayId, state: own }) => `${gatewayId} (${own})`).join(', ');
  if (state === 'superseded') return problem(wasSuperseded, { revision: sequence });
  if (revision?.outcome === 'failed') {
    const back = gateways.filter((gateway) => gateway.state === 'back').length;
    const why = revision.why.length > 0 ? revision.why.map(withoutPrefix).join('; ') : names;
    return problem(putBack, { revision: sequence, why, back: count(back, 'gateway') });
  }
  if (state === 'rejected') {
    const rejecting = others.find((gateway) => gateway.state === 'rejected')?.gatewayId ?? '';
    return problem(notApplied, {
      revision: sequence,
      why: `rejected by ${names}`,
      hint: `look at \`reshapr status ${rejecting}\`; go back with \`reshapr rollback\``,
    });
  }
  return problem(notApplied, {
    revision: sequence,
    why: `no answer in time from ${names}`,
    hint: `go on waiting with \`reshapr wait ${sequence}\`, or go back with \`reshapr rollback\``,
  });
}

/** States in which a gateway is not what an end is about. */
const settled: ReadonlySet<string> = new Set(['active', 'gone', 'back', 'waiting']);

function withoutPrefix(line: string): string {
  return line.replace(/^revision \d+ was put back: /, '');
}

import { problem } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { type ProgressView, progressLines, progressSilent } from '../output/progress-view.ts';
import { interrupted, notApplied } from '../problems.ts';

/** Gateways that a screen shows at once; more of them are lines. */
const mostLive = 20;

/**
 * Shows what the gateways make of a revision until it is over, and turns the end into an exit code. `beginning`
 * says what became of the revision before.
 */
export async function followProgress(
  io: Io,
  answers: AsyncIterable<{ progress?: admin.Progress | undefined }>,
  output: 'text' | 'json',
  beginning = 'recorded',
): Promise<number> {
  let view: ProgressView | undefined;
  let last: admin.Progress | undefined;
  try {
    for await (const { progress } of answers) {
      if (progress === undefined) continue;
      view ??= await viewOf(io, progress, output, beginning);
      last = progress;
      view.show(progress);
    }
  } finally {
    await view?.end();
  }
  if (last?.revision === undefined) throw problem(interrupted, {});
  const { sequence, snapshot } = last.revision;
  if (output === 'json') io.console.out(json({ changed: true, ...last }));
  if (io.signal.aborted && last.state === 'waiting') {
    io.console.err(
      `detached: revision ${sequence} goes on by itself. Go on waiting with: reshapr wait ${sequence}`,
    );
    return exitCodes.error;
  }
  if (last.state !== 'complete') throw notServed(last, sequence);
  if (output === 'text') {
    io.console.out(`Applied: revision ${sequence} (${shortDigest(snapshot)}), ${whoServes(last)}.`);
  }
  return exitCodes.ok;
}

async function viewOf(
  io: Io,
  first: admin.Progress,
  output: 'text' | 'json',
  beginning: string,
): Promise<ProgressView> {
  if (output === 'json') return progressSilent;
  io.console.err(`revision ${first.revision?.sequence} is ${beginning}`);
  const gateways = first.gateways.length;
  if (!io.console.interactive || gateways === 0 || gateways > mostLive) return progressLines(io.console);
  const { progressLive } = await import('../output/progress-live.ts');
  return progressLive();
}

/** `2 gateways active`, and who left meanwhile. */
export function whoServes({ gateways }: admin.Progress): string {
  const serving = gateways.filter(({ state }) => state === 'active').length;
  const gone = gateways.filter(({ state }) => state === 'gone').map(({ gatewayId }) => gatewayId);
  const active = serving === 0 ? 'no gateway is connected' : `${count(serving, 'gateway')} active`;
  return gone.length === 0
    ? active
    : `${active}; gone, and up to date when they are back: ${gone.join(', ')}`;
}

function notServed({ state, gateways }: admin.Progress, revision: number): Error {
  const others = gateways.filter((gateway) => gateway.state !== 'active' && gateway.state !== 'gone');
  const names = others.map(({ gatewayId, state: own }) => `${gatewayId} (${own})`).join(', ');
  if (state === 'rejected') {
    const rejecting = others.find((gateway) => gateway.state === 'rejected')?.gatewayId ?? '';
    return problem(notApplied, {
      revision,
      why: `rejected by ${names}`,
      hint: `look at \`reshapr status ${rejecting}\`; go back with \`reshapr rollback\``,
    });
  }
  return problem(notApplied, {
    revision,
    why: `no answer in time from ${names}`,
    hint: `go on waiting with \`reshapr wait ${revision}\`, or go back with \`reshapr rollback\``,
  });
}

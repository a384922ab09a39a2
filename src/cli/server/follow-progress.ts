import { problem } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { notApplied } from '../problems.ts';

/** Shows what the gateways make of a revision until it is over, and turns the end into an exit code. */
export async function followProgress(
  io: Io,
  answers: AsyncIterable<{ progress?: admin.Progress | undefined }>,
  output: 'text' | 'json',
): Promise<number> {
  const shown = new Map<string, string>();
  let last: admin.Progress | undefined;
  for await (const { progress } of answers) {
    if (progress === undefined) continue;
    if (last === undefined && output === 'text')
      io.console.err(`revision ${progress.revision?.sequence} is recorded`);
    last = progress;
    if (output === 'text') showChanges(io, progress, shown);
  }
  if (last === undefined || last.revision === undefined) throw new Error('the control plane gave no answer');
  const { sequence, snapshot } = last.revision;
  if (output === 'json') io.console.out(json(last));
  if (io.signal.aborted) {
    io.console.err(`detached: revision ${sequence} goes on. See \`reshapr status\``);
    return exitCodes.error;
  }
  if (last.state !== 'complete') throw problem(notApplied, { revision: sequence, why: whyOf(last) });
  if (output === 'text') {
    const serving = last.gateways.filter(({ state }) => state === 'active').length;
    const who = serving === 0 ? 'no gateway is connected' : `${count(serving, 'gateway')} active`;
    io.console.out(`Applied: revision ${sequence} (${shortDigest(snapshot)}), ${who}.`);
  }
  return exitCodes.ok;
}

function showChanges(io: Io, { gateways }: admin.Progress, shown: Map<string, string>): void {
  for (const { gatewayId, state, findings } of gateways) {
    const text = [`  ${gatewayId}: ${state}`, ...findings.map((finding) => `    ${finding}`)].join('\n');
    if (shown.get(gatewayId) !== text) io.console.err(text);
    shown.set(gatewayId, text);
  }
}

function whyOf({ state, gateways }: admin.Progress): string {
  const others = gateways.filter((gateway) => gateway.state !== 'active' && gateway.state !== 'gone');
  const names = others.map(({ gatewayId, state: own }) => `${gatewayId} (${own})`).join(', ');
  if (state === 'rejected') return `rejected by ${names}`;
  return `no answer in time from ${names}`;
}

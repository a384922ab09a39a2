import { problem } from '../../kernel/index.ts';
import type { Io } from '../io.ts';
import { notDeployed, usage } from '../problems.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';
import { followProgress } from '../server/follow-progress.ts';

interface Options extends ServerFlags {
  readonly timeout: number;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, revision: number | undefined, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const answers = connection.stream(
      (client) => client.wait,
      { revision: await deployed(connection, revision), timeoutMs: options.timeout * 1_000 },
      io.signal,
    );
    return await followProgress(io, answers, options);
  } finally {
    connection.close();
  }
}

/** The revision to wait for: the newest by default, and only one that no other of its source came after. */
async function deployed(connection: ServerConnection, revision: number | undefined): Promise<number> {
  const { revisions } = await connection.ask((client) => client.listRevisions, { limit: 0 });
  const newest = revisions[0];
  if (newest === undefined)
    throw problem(usage, { why: 'there is no revision to wait for', hint: 'make one with `reshapr apply`' });
  const wanted = revisions.find(({ sequence }) => sequence === (revision ?? newest.sequence));
  // The control plane says best that there is no such revision.
  if (wanted === undefined) return revision ?? newest.sequence;
  const later = revisions.find(
    ({ source, sequence, outcome }) =>
      source === wanted.source &&
      sequence > wanted.sequence &&
      (outcome === 'completed' || outcome === 'rolling'),
  );
  if (later !== undefined && wanted.outcome === 'completed')
    throw problem(notDeployed, { revision: wanted.sequence, head: later.sequence });
  return wanted.sequence;
}

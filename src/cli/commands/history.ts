import { shortDigest } from '../../snapshot/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { shortCommit } from '../output/commit.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly limit: number;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { revisions } = await connection.ask((client) => client.listRevisions, { limit: options.limit });
    if (options.output === 'json') io.console.out(json(revisions));
    else if (revisions.length === 0) io.console.out('There are no revisions yet.');
    else {
      const rows = revisions.map((revision) => [
        String(revision.sequence),
        revision.source,
        shortDigest(revision.snapshot),
        revision.outcome,
        revision.restores > 0 ? `rollback to ${revision.restores}` : revision.reason,
        revision.author,
        shortCommit(revision.commit),
        instant(revision.atMs),
      ]);
      io.console.out(
        table(['REVISION', 'SOURCE', 'SNAPSHOT', 'OUTCOME', 'REASON', 'AUTHOR', 'COMMIT', 'AT'], rows),
      );
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

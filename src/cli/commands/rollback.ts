import type { Io } from '../io.ts';
import { confirm } from '../output/confirm.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';
import { followProgress } from '../server/follow-progress.ts';

interface Options extends ServerFlags {
  readonly source?: string;
  readonly yes?: boolean;
  readonly timeout: number;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, revision: string | undefined, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const target = revision === undefined ? 'the revision before' : `revision ${revision}`;
    await confirm(
      io,
      options.yes,
      `roll back ${connection.address.text}`,
      `Deploy the content of ${target} again.`,
    );
    const answers = connection.stream(
      (client) => client.rollback,
      { source: options.source ?? '', revision: revision ?? '', timeoutMs: options.timeout * 1_000 },
      io.signal,
    );
    return await followProgress(io, answers, options.output);
  } finally {
    connection.close();
  }
}

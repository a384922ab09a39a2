import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { confirm } from '../output/confirm.ts';
import { json } from '../output/console.ts';
import { planRollback } from '../plan/plan-rollback.ts';
import { documentOf } from '../plan/render/document.ts';
import { renderTerminal } from '../plan/render/terminal.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';
import { followProgress } from '../server/follow-progress.ts';

interface Options extends ServerFlags {
  readonly source?: string;
  readonly yes?: boolean;
  readonly timeout: number;
  readonly detach?: boolean;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, revision: string | undefined, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { organization } = await connection.ask((client) => client.identify, {});
    const wanted = { revision, source: options.source };
    const { target, contract, ends } = await planRollback(connection, organization, wanted);
    if (options.output === 'text') {
      io.console.out(`Back to the content of revision ${target.sequence}`);
      io.console.out(renderTerminal(documentOf(contract)));
      if (ends !== undefined) io.console.out(`\nThis ends the rollout of revision ${ends.sequence}.`);
    }
    if (ends === undefined && contract.base?.snapshot === contract.head.snapshot) {
      if (options.output === 'json') io.console.out(json({ changed: false, contract }));
      return exitCodes.ok;
    }
    await confirm(io, options.yes, {
      what: `roll back ${connection.address.text} to revision ${target.sequence}`,
      look: 'what stands above',
    });
    const answers = connection.stream(
      (client) => client.rollback,
      { source: target.source, revision: String(target.sequence), timeoutMs: options.timeout * 1_000 },
      io.signal,
    );
    return await followProgress(io, answers, options);
  } finally {
    connection.close();
  }
}

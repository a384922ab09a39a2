import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { confirm } from '../output/confirm.ts';
import { json } from '../output/console.ts';
import { instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly yes?: boolean;
  readonly output: 'text' | 'json';
}

/** Shows the lease of the organization, and takes it away when that is confirmed. */
export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { lease } = await connection.ask((client) => client.getLease, {});
    if (lease === undefined) {
      if (options.output === 'json') io.console.out(json({ unlocked: false }));
      else io.console.out('Nobody holds the lease: there is nothing to unlock.');
      return exitCodes.ok;
    }
    const { fence, holder, purpose, sinceMs, expiresAtMs } = lease;
    if (options.output === 'text') {
      io.console.out(`Lease ${fence} is held by ${holder}: ${purpose}`);
      io.console.out(`  since ${instant(sinceMs)}, until ${instant(expiresAtMs)}`);
    }
    await confirm(io, options.yes, {
      what: `take lease ${fence} away from ${holder}`,
      look: 'whether the holder is really gone',
    });
    await connection.ask((client) => client.forceUnlock, { fence });
    if (options.output === 'json') io.console.out(json({ unlocked: true, lease }));
    else io.console.out(`Unlocked. What ${holder} was about to record is refused.`);
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

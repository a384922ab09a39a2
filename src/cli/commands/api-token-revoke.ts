import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly output: 'text' | 'json';
}

export async function run(io: Io, name: string, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { revoked } = await connection.ask((client) => client.revokeToken, { name });
    if (options.output === 'json') io.console.out(json(revoked));
    else
      io.console.out(
        `Revoked ${count(revoked.length, 'token')}. Gateways that used one were sent away and delete what they kept.`,
      );
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { count } from '../output/pretty-diagnostics.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

export async function run(io: Io, name: string, flags: ServerFlags): Promise<number> {
  const connection = await connectToServer(flags, io.env);
  try {
    const { revoked } = await connection.ask((client) => client.revokeToken, { name });
    io.console.out(
      `Revoked ${count(revoked.length, 'token')}. Gateways that used one were sent away and delete what they kept.`,
    );
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

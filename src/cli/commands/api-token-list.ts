import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { ago, instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly output: 'text' | 'json';
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { tokens } = await connection.ask((client) => client.listTokens, {});
    if (options.output === 'json') io.console.out(json(tokens));
    else {
      const now = io.clock.now();
      const rows = tokens.map((token) => [
        token.id,
        token.name,
        token.role,
        stateOf(token, now),
        instant(token.expiresAtMs),
        ago(token.lastUsedAtMs, now),
        token.usedBy.join(',') || '-',
      ]);
      io.console.out(table(['ID', 'NAME', 'ROLE', 'STATE', 'EXPIRES', 'LAST USED', 'BY GATEWAYS'], rows));
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

function stateOf({ revoked, expiresAtMs }: admin.Token, now: number): string {
  if (revoked) return 'revoked';
  return expiresAtMs <= now ? 'expired' : 'valid';
}

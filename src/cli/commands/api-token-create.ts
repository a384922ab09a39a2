import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly validityDays: string;
  readonly role: string;
  readonly gatewayId?: string[];
  readonly group?: string[];
  readonly output: 'text' | 'token' | 'json';
}

export async function run(io: Io, name: string, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { token, facts } = await connection.ask((client) => client.createToken, {
      name,
      role: options.role,
      validityDays: Number(options.validityDays),
      gatewayIds: options.gatewayId ?? [],
      groups: options.group ?? [],
    });
    if (options.output === 'json') io.console.out(json({ token, ...facts }));
    else if (options.output === 'token') io.console.out(token);
    else {
      const use =
        options.role === 'gateway'
          ? 'The API Token to register Gateway is'
          : `The API Token with the role ${options.role} is`;
      io.console.out(`${use}: ${token}`);
      io.console.err(`It is shown this once, and valid until ${instant(facts?.expiresAtMs ?? 0)}.`);
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

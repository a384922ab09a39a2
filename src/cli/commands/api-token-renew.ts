import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { instant } from '../output/time.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly output: 'text' | 'token' | 'json';
}

export async function run(io: Io, name: string, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { token, facts } = await connection.ask((client) => client.renewToken, { name });
    if (options.output === 'json') io.console.out(json({ token, ...facts }));
    else if (options.output === 'token') io.console.out(token);
    else {
      io.console.out(`The API Token that succeeds '${name}' is: ${token}`);
      io.console.err(
        `It is shown this once, and valid until ${instant(facts?.expiresAtMs ?? 0)}. The old one goes on until it expires, or until it is revoked by its id (\`reshapr api-token list\`).`,
      );
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

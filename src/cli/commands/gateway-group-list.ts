import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly output: 'text' | 'json';
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { groups } = await connection.ask((client) => client.listGatewayGroups, {});
    if (options.output === 'json') io.console.out(json(groups));
    else {
      const rows = groups.map(({ id, organization, name, labels }) => [
        id,
        organization,
        name,
        JSON.stringify(labels),
      ]);
      io.console.out(table(['ID', 'ORG', 'NAME', 'LABELS'], rows));
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

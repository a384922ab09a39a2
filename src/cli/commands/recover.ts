import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { confirm } from '../output/confirm.ts';
import { json } from '../output/console.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { status } = await connection.ask((client) => client.getStatus, { gatewayId: '' });
    const ahead = (status?.gateways ?? []).filter(({ state }) => state === 'ahead').map(({ id }) => id);
    await confirm(io, options.yes, {
      what: `Begin a new epoch, which brings ${ahead.join(', ') || 'no gateway'} back to what is deployed here`,
      look: '`reshapr status`',
    });
    const force = options.force === true;
    const { epoch, gateways } = await connection.ask((client) => client.recover, { force });
    if (options.output === 'json') io.console.out(json({ epoch, gateways }));
    else io.console.out(`Epoch ${epoch} begins; told: ${gateways.join(', ') || 'no gateway was ahead'}.`);
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

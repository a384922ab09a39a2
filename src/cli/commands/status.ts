import { didYouMean, problem } from '../../kernel/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { renderGateway, renderStatus } from '../output/status.ts';
import { usage } from '../problems.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly watch?: boolean;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, gateway: string | undefined, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    if (options.watch) await watch(io, connection, gateway, options);
    else {
      const { status } = await connection.ask((client) => client.getStatus, { gatewayId: gateway ?? '' });
      if (status !== undefined) show(io, await knownGateway(connection, status, gateway), gateway, options);
    }
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

async function watch(
  io: Io,
  connection: ServerConnection,
  gateway: string | undefined,
  options: Options,
): Promise<void> {
  const answers = connection.stream((client) => client.watchStatus, { gatewayId: gateway ?? '' }, io.signal);
  for await (const { status } of answers) {
    if (status === undefined) continue;
    if (options.output === 'text' && io.console.interactive) io.console.out('\u001b[2J\u001b[H');
    show(io, status, gateway, options);
  }
}

function show(io: Io, status: admin.Status, gateway: string | undefined, { output }: Options): void {
  const now = io.clock.now();
  const only = gateway === undefined ? undefined : status.gateways[0];
  if (output === 'json') io.console.out(json(only ?? status));
  else if (only === undefined) io.console.out(renderStatus(status, now));
  else io.console.out(renderGateway(only, status, now));
}

/** A gateway that is asked for by name must be there. */
async function knownGateway(
  connection: ServerConnection,
  status: admin.Status,
  gateway: string | undefined,
): Promise<admin.Status> {
  if (gateway === undefined || status.gateways.length > 0) return status;
  const all = await connection.ask((client) => client.getStatus, { gatewayId: '' });
  const names = all.status?.gateways.map(({ id }) => id) ?? [];
  throw problem(usage, {
    why: `there is no gateway '${gateway}'`,
    hint:
      didYouMean(gateway, names) ??
      (names.length === 0 ? 'no gateway is registered' : `there are ${names.join(', ')}`),
  });
}

import { didYouMean, Problem, problem } from '../../kernel/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json, prettyProblem } from '../output/console.ts';
import { renderGateway, renderStatus } from '../output/status.ts';
import { serverUnreachable, usage } from '../problems.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly watch?: boolean;
  readonly output: 'text' | 'json';
}

/** Milliseconds before a watch asks a control plane again that went away. */
const comeBack = 2_000;

export async function run(io: Io, gateway: string | undefined, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    const { status } = await connection.ask((client) => client.getStatus, { gatewayId: gateway ?? '' });
    if (status === undefined) throw new Error('the control plane gave no status');
    const known = await knownGateway(connection, status, gateway);
    if (options.watch) await watch(io, connection, gateway, options);
    else show(io, known, gateway, options);
    return exitCodes.ok;
  } finally {
    connection.close();
  }
}

/** Until it is interrupted; a control plane that restarts meanwhile is waited for. */
async function watch(
  io: Io,
  connection: ServerConnection,
  gateway: string | undefined,
  options: Options,
): Promise<void> {
  let said = '';
  while (!io.signal.aborted) {
    try {
      const request = { gatewayId: gateway ?? '' };
      for await (const { status } of connection.stream((client) => client.watchStatus, request, io.signal)) {
        if (status === undefined) continue;
        said = '';
        if (options.output === 'text' && io.console.interactive) io.console.out('\u001b[2J\u001b[H');
        // One line each, so that a reader can tell them apart.
        if (options.output === 'json') io.console.out(JSON.stringify(shown(status, gateway)));
        else show(io, status, gateway, options);
      }
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== serverUnreachable.code) throw error;
      if (said !== error.message) io.console.err(prettyProblem(error));
      said = error.message;
    }
    await io.clock.sleep(comeBack, io.signal);
  }
}

/** What is shown: one gateway, or all; one that is gone meanwhile leaves all, without it. */
function shown(status: admin.Status, gateway: string | undefined): admin.Gateway | admin.Status {
  return (gateway === undefined ? undefined : status.gateways[0]) ?? status;
}

function show(io: Io, status: admin.Status, gateway: string | undefined, { output }: Options): void {
  const now = io.clock.now();
  const only = gateway === undefined ? undefined : status.gateways[0];
  if (output === 'json') io.console.out(json(shown(status, gateway)));
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

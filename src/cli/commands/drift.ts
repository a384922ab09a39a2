import ansis from 'ansis';
import { problem } from '../../kernel/index.ts';
import { shortDigest } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { usage } from '../problems.ts';
import { connectToServer, type ServerConnection, type ServerFlags } from '../server/connection.ts';

interface Options extends ServerFlags {
  readonly repair?: string;
  readonly output: 'text' | 'json';
}

/** A gateway that serves something else than it should, or that nobody knows of what it serves. */
interface Drifted {
  readonly gateway: string;
  readonly presence: string;
  readonly state: string;
  readonly desired: string | null;
  readonly active: string | null;
  readonly why: readonly string[];
}

/** 0 when every gateway serves what is desired, 2 when one does not. */
export async function run(io: Io, options: Options): Promise<number> {
  const connection = await connectToServer(options, io.env);
  try {
    if (options.repair !== undefined) await repair(connection, options.repair);
    const { status } = await connection.ask((client) => client.getStatus, { gatewayId: '' });
    const gateways = status?.gateways ?? [];
    const drifted = gateways.filter(isDrifted).map(drift);
    if (options.output === 'json') io.console.out(json({ gateways: gateways.length, drifted }));
    else for (const block of blocksOf(gateways.length, drifted)) io.console.out(block);
    return drifted.length === 0 ? exitCodes.ok : exitCodes.changes;
  } finally {
    connection.close();
  }
}

async function repair(connection: ServerConnection, gatewayId: string): Promise<void> {
  const { found } = await connection.ask((client) => client.repairGateway, { gatewayId });
  if (!found)
    throw problem(usage, { why: `there is no gateway '${gatewayId}'`, hint: 'look at `reshapr status`' });
}

/** Who left for good is not waited for; who is silent may serve anything. */
function isDrifted({ presence, desired, active }: admin.Gateway): boolean {
  if (presence === 'unsynchronized') return false;
  return presence === 'disconnected' || (desired?.digest ?? '') !== (active?.digest ?? '');
}

function drift({ id, presence, state, desired, active, findings }: admin.Gateway): Drifted {
  const silent = presence === 'disconnected' ? ['it is not connected: what it serves is not known'] : [];
  return {
    gateway: id,
    presence,
    state,
    desired: desired?.digest ?? null,
    active: active?.digest ?? null,
    why: [...silent, ...findings],
  };
}

function blocksOf(count: number, drifted: readonly Drifted[]): string[] {
  if (count === 0) return ['No gateway is registered.'];
  if (drifted.length === 0)
    return [
      count === 1 ? 'The gateway serves what is desired.' : `All ${count} gateways serve what is desired.`,
    ];
  const digest = (view: string | null): string => (view === null ? '-' : shortDigest(view));
  const rows = drifted.map(({ gateway, presence, state, desired, active }) => [
    gateway,
    presence,
    state,
    digest(desired),
    digest(active),
  ]);
  return [
    table(['GATEWAY', 'PRESENCE', 'STATE', 'DESIRED', 'ACTIVE'], rows),
    ...drifted.flatMap(({ gateway, why }) => why.map((line) => ansis.red(`${gateway}: ${line}`))),
  ];
}

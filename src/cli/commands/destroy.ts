import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { confirm } from '../output/confirm.ts';
import { json } from '../output/console.ts';
import { planDestroy } from '../plan/plan-destroy.ts';
import { renderTerminal } from '../plan/render/terminal.ts';
import { writePlan } from '../plan/saved-plan.ts';
import { connectToServer, type ServerFlags } from '../server/connection.ts';
import { applySavedPlan } from './apply.ts';

interface Options extends ServerFlags {
  readonly source: string;
  readonly out?: string;
  readonly yes?: boolean;
  readonly timeout: number;
  readonly detach?: boolean;
  readonly supersede?: boolean;
  readonly hold?: boolean;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, options: Options): Promise<number> {
  const { source, out } = options;
  const connection = await connectToServer(options, io.env);
  try {
    const { plan, removals } = await planDestroy(connection, source, io);
    if (options.output === 'text') io.console.out(renderTerminal(plan));
    if (out !== undefined) {
      await writePlan(out, plan);
      const line = `reshapr apply ${out} --confirm-removals ${removals}`;
      if (options.output === 'json') io.console.out(json({ contract: plan.contract, removals }));
      else io.console.out(`\nSaved to ${out}. Apply exactly this with: ${line}`);
      return plan.contract.blocked.length > 0 ? exitCodes.blocked : exitCodes.ok;
    }
    if (plan.contract.blocked.length > 0) {
      if (options.output === 'json') io.console.out(json({ changed: false, contract: plan.contract }));
      return exitCodes.blocked;
    }
    if (plan.contract.changes.length === 0) {
      if (options.output === 'json') io.console.out(json({ changed: false, contract: plan.contract }));
      return exitCodes.ok;
    }
    const what = `remove all of source '${source}' from ${connection.address.text}`;
    await confirm(io, options.yes, { what, look: 'what stands above' });
    const confirmRemovals = removals === 0 ? {} : { confirmRemovals: removals };
    return await applySavedPlan(io, plan, connection, { ...options, ...confirmRemovals }, false);
  } finally {
    connection.close();
  }
}

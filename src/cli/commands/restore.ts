import { resolve } from 'node:path';
import { restoreBackup, stateProblem } from '../../reconciler/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { instant } from '../output/time.ts';
import { stateDirOf } from '../run/state-directory.ts';

interface Options {
  readonly state?: string;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, file: string, options: Options): Promise<number> {
  const directory = stateDirOf(options.state, io.env);
  const facts = await restoreBackup(resolve(file), directory).catch((error: unknown) => {
    throw stateProblem(directory, error);
  });
  if (options.output === 'json') io.console.out(json({ directory, ...facts }));
  else {
    io.console.out(`Restored ${directory} as it was at ${instant(facts.at)}: ${facts.records} records.`);
    io.console.out('Start `reshapr serve` over it. Gateways that are ahead of it are sent nothing:');
    io.console.out('`reshapr status` shows them, and `reshapr recover` brings them back.');
  }
  return exitCodes.ok;
}

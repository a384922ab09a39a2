import { resolve } from 'node:path';
import { stateProblem, writeBackup } from '../../reconciler/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { stateDirOf } from '../run/state-directory.ts';

interface Options {
  readonly state?: string;
  readonly output: 'text' | 'json';
}

export async function run(io: Io, file: string, options: Options): Promise<number> {
  const directory = stateDirOf(options.state, io.env);
  const facts = await writeBackup(directory, resolve(file), io.clock.now()).catch((error: unknown) => {
    throw stateProblem(directory, error);
  });
  if (options.output === 'json') io.console.out(json({ file, ...facts }));
  else {
    io.console.out(
      `Wrote ${file}: ${facts.records} records, ${facts.files} files, ${facts.bytes} bytes; read again and whole.`,
    );
    io.console.out('It holds the key that signs views: keep it as you keep that.');
    io.console.out(`Head of its audit log: ${facts.head}`);
  }
  return exitCodes.ok;
}

import { CommanderError } from 'commander';
import { exitCodeOf } from '../../../src/cli/exit-codes.ts';
import { prettyProblem } from '../../../src/cli/output/console.ts';
import { buildProgram } from '../../../src/cli/program/build-program.ts';
import { Problem } from '../../../src/kernel/index.ts';
import { plain, testIo } from './test-io.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, as `main.ts` does. */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const io = testIo(env);
  let code = -1;
  const program = buildProgram(io, (exitCode) => {
    code = exitCode;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? 0 : 1;
    else if (error instanceof Problem) {
      io.console.err(prettyProblem(error));
      code = exitCodeOf(error);
    } else throw error;
  }
  return { code, out: plain(io.out.join('\n')), err: plain(io.err.join('\n')) };
}

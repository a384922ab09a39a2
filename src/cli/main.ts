#!/usr/bin/env node
import { CommanderError } from 'commander';
import { messageOf, Problem, problem, systemClock, systemRandom } from '../kernel/index.ts';
import { endAtBugs, traceOf } from './crash.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import type { Io } from './io.ts';
import { prettyProblem, processConsole } from './output/console.ts';
import { internal } from './problems.ts';
import { buildProgram } from './program/build-program.ts';

// gRPC would write lines of its own beside ours; it reads this when it is loaded.
process.env['GRPC_VERBOSITY'] ??= 'NONE';

/** Runs the command line once. The exit code is set, and the end not forced at once, so that output is written in full. */
async function main(): Promise<void> {
  const interrupted = interruption();
  const io: Io = {
    console: processConsole,
    env: process.env,
    get signal() {
      return interrupted();
    },
    clock: systemClock,
    random: systemRandom,
  };
  const program = buildProgram(io, (exitCode) => {
    process.exitCode = exitCode;
  });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = error instanceof Problem ? exitCodeOf(error) : exitCodes.error;
    if (!(error instanceof CommanderError))
      io.console.err(prettyProblem(error instanceof Problem ? error : unexpected(error, io.env)));
    else if (error.exitCode === 0) process.exitCode = exitCodes.ok;
  }
}

/** What is no problem is a bug, or a system that refuses: one line, and the trace for whoever asks for it. */
function unexpected(error: unknown, env: Io['env']): Problem {
  if (env['RESHAPR_DEBUG']) process.stderr.write(`${traceOf(error)}\n`);
  return problem(internal, { why: messageOf(error) }, { cause: error });
}

// `reshapr history | head`: whoever reads has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});

endAtBugs(exitCodes.error);
await main();

// An attempt to connect that nobody answers cannot be called off, and would keep the process for minutes.
setTimeout(() => process.exit(), 1_000).unref();

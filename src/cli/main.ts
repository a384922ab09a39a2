#!/usr/bin/env node
import { CommanderError } from 'commander';
import { Problem, systemClock, systemRandom } from '../kernel/index.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { prettyProblem, processConsole } from './output/console.ts';
import { buildProgram } from './program.ts';

/** Runs the command line once. The exit code is set, not forced, so that output is written in full. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(signal));
  const io: Io = {
    console: processConsole,
    env: process.env,
    signal: stopping.signal,
    clock: systemClock,
    random: systemRandom,
  };
  const program = buildProgram(io, (exitCode) => {
    process.exitCode = exitCode;
  });
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError)
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.error;
    else if (error instanceof Problem) {
      io.console.err(prettyProblem(error));
      process.exitCode = exitCodes.error;
    } else throw error;
  }
}

await main();

import { Command } from 'commander';
import type { Io } from '../io.ts';
import { softwareVersion } from '../version.ts';
import type { Load } from './define.ts';
import { addHelpCommands } from './help-commands.ts';
import { addKeyCommands } from './key-commands.ts';
import { addMcpCommands } from './mcp-commands.ts';
import { addProcessCommands } from './process-commands.ts';
import { addServerCommands } from './server-commands.ts';
import { addTreeCommands } from './tree-commands.ts';

/** The whole command line. `done` gets the exit code of the command that ran. */
export function buildProgram(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command('reshapr')
    .description('Compile a repository of YAML manifests, and keep every MCP gateway on exactly that.')
    .version(softwareVersion, '-V, --version')
    .showHelpAfterError('(add --help for how it is called)')
    .addHelpText('after', '\nStart with `reshapr init`, then `reshapr dev`.')
    .configureOutput({
      writeOut: (text) => io.console.out(text.trimEnd()),
      writeErr: (text) => io.console.err(text.trimEnd()),
    })
    .exitOverride();

  /** Commander hands over arguments, options and itself; a command gets the first two. */
  function action<A extends unknown[]>(load: Load<A>) {
    return async (...given: unknown[]): Promise<void> => {
      const { run } = await load();
      done(await run(io, ...(given.slice(0, -1) as A)));
    };
  }

  addTreeCommands(program.commandsGroup('A tree of manifests:'), action);
  addServerCommands(program.commandsGroup('What is deployed:'), action);
  addProcessCommands(program.commandsGroup('Processes:'), action);
  addMcpCommands(program.commandsGroup('MCP endpoints:'), action);
  addKeyCommands(program.commandsGroup('Access:'), action);
  addHelpCommands(program.commandsGroup('Help:'), action);
  return program;
}

import { type Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { planFormats } from '../plan/plan-formats.ts';
import { findingsFormats } from '../report/formats.ts';

/** A command's code, loaded when it is called: a start costs only what it uses. */
export type Load<A extends unknown[]> = () => Promise<{ run: (io: Io, ...args: A) => Promise<number> }>;

/** Makes the action of a command of its code. */
export type Action = <A extends unknown[]>(load: Load<A>) => (...given: unknown[]) => Promise<void>;

/** `-o json`, of every command whose result a script may want. */
export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how the result is written')
    .choices(['text', 'json'])
    .default('text');
}

/** How a new token is written: alone, for a variable of a script, too. */
export function tokenOutputOption(): Option {
  return outputOption().choices(['text', 'token', 'json']);
}

/** How `validate` writes findings. */
export function findingsOption(): Option {
  return new Option('-o, --output <format>', 'how the findings are written')
    .choices(findingsFormats)
    .default('pretty');
}

/** How `plan` and `show` write a plan. */
export function planOption(): Option {
  return new Option(
    '-o, --output <format>',
    'how it is written: for a person, for a pull request, for a script',
  )
    .choices(planFormats)
    .default('pretty');
}

/** How a command that compiles on the way to something else writes findings, on standard error. */
export function otherFindingsOption(): Option {
  return new Option('--findings <format>', 'how findings are written on standard error')
    .choices(['pretty', 'github'])
    .default('pretty');
}

/** Flags of every command that asks a control plane. */
export function withServer(command: Command): Command {
  return command
    .optionsGroup('Control plane:')
    .option('--server <address>', 'https://host:5555, or http:// without TLS (RESHAPR_SERVER)')
    .option('--token <token>', 'API token (RESHAPR_TOKEN)')
    .option('--ca <file>', 'authority to trust, PEM (RESHAPR_SERVER_CA)');
}

const examples = new WeakMap<Command, readonly string[]>();

/** How a command is called, under its help. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`);
}

/** The examples of a command, for the reference. */
export function examplesOf(command: Command): readonly string[] {
  return examples.get(command) ?? [];
}

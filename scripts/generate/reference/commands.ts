import type { Argument, Command, Option } from 'commander';
import { buildProgram } from '../../../src/cli/program/build-program.ts';
import { examplesOf } from '../../../src/cli/program/define.ts';
import { systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { code, page, sentence, table } from './markdown.ts';

/** Every command of the command line, as its own help has it. */
export function commandsPage(): string {
  const commands = leaves(theProgram(), []);
  return page('Commands', '`src/cli/program`', [
    'Commands that ask a control plane find it by `--server`, `--token` and `--ca`, or by `RESHAPR_SERVER`, `RESHAPR_TOKEN` and `RESHAPR_SERVER_CA`, or by what `reshapr login` stored, in this order. Results go to standard output, everything else to standard error. [Exit codes](exit-codes.md) are the same everywhere.',
    'Further variables: `NO_COLOR` leaves colours away; `RESHAPR_LOG_LEVEL` is how much `serve` logs; `RESHAPR_DEBUG=1` shows the trace of what was not expected.',
    ...commands.map(({ command, words }) => commandPart(command, words)),
  ]);
}

/** The program without anything that it could touch: it is only looked at. */
function theProgram(): Command {
  const { signal } = new AbortController();
  const console = { out: () => undefined, err: () => undefined, interactive: false };
  return buildProgram(
    { console, env: {}, signal, clock: systemClock, random: systemRandom },
    () => undefined,
  );
}

interface Leaf {
  readonly command: Command;
  readonly words: readonly string[];
}

function leaves(command: Command, words: readonly string[]): Leaf[] {
  if (command.commands.length === 0) return [{ command, words }];
  return command.commands.flatMap((child) => leaves(child, [...words, child.name()]));
}

function commandPart(command: Command, words: readonly string[]): string {
  const help = command.createHelp();
  const given = help.visibleArguments(command).map(argumentRow);
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help');
  const examples = examplesOf(command);
  return [
    `## ${words.join(' ')}`,
    sentence(command.description()),
    `    ${help.commandUsage(command)}`,
    table(['argument', 'meaning'], given),
    table(['option', 'meaning'], options.map(optionRow)),
    examples.length === 0 ? '' : `\`\`\`sh\n${examples.join('\n')}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function argumentRow(argument: Argument): string[] {
  return [code(argument.name()), meaning(argument.description, argument.argChoices, argument.defaultValue)];
}

function meaning(text: string, choices: readonly string[] | undefined, fallback: unknown): string {
  const oneOf = choices === undefined ? '' : ` One of ${choices.map(code).join(', ')}.`;
  const shown = typeof fallback === 'string' || typeof fallback === 'number' ? code(`${fallback}`) : '';
  return `${sentence(text)}${oneOf}${shown === '' ? '' : ` Default: ${shown}.`}`;
}

function optionRow({ flags, description, argChoices, defaultValue, negate }: Option): string[] {
  return [code(flags), meaning(description, argChoices, negate ? undefined : defaultValue)];
}

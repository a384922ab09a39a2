import type { Command, Option } from 'commander';

/** One command, as a completion script needs it. */
export interface CompletableCommand {
  /** Words after `reshapr`, with `/` between them: `api-token/create`; empty for `reshapr` itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletableOption[];
  /** Values of the first argument, where only some are possible. */
  readonly choices: readonly string[];
}

export interface CompletableOption {
  /** `--output`. */
  readonly long: string;
  /** `-o`. */
  readonly short: string | undefined;
  readonly about: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Every command of the program, the program itself first. */
export function completable(program: Command): CompletableCommand[] {
  const found: CompletableCommand[] = [];
  (function visit(command: Command, path: string): void {
    const help = command.createHelp();
    const commands = help
      .visibleCommands(command)
      .map((child) => ({ name: child.name(), about: child.description() }));
    const options = help.visibleOptions(command).flatMap(optionOf);
    const choices = command.registeredArguments[0]?.argChoices ?? [];
    found.push({ path, commands, options, choices });
    for (const child of command.commands)
      visit(child, path === '' ? child.name() : `${path}/${child.name()}`);
  })(program, '');
  return found;
}

function optionOf({ long, short, description, required, optional, argChoices }: Option): CompletableOption[] {
  if (long == null) return [];
  const takesValue = required || optional;
  return [{ long, short: short ?? undefined, about: description, takesValue, choices: argChoices ?? [] }];
}

/** A text in single quotes, for every shell here. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The names that an option goes by. */
export function namesOf({ long, short }: CompletableOption): string[] {
  return short === undefined ? [long] : [short, long];
}

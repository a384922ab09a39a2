import { Argument, type Command } from 'commander';
import { type Action, outputOption, withExamples } from './define.ts';

/** Commands that explain. */
export function addHelpCommands(program: Command, action: Action): void {
  program
    .command('schema')
    .description('print the JSON Schema of a kind, or list the kinds')
    .argument(
      '[kind]',
      'a kind of manifest, Manifest for any of them, Findings or Plan for what validate and plan write',
    )
    .action(action(() => import('../commands/schema.ts')));
  program
    .command('explain')
    .description('say what a code means and what to do about it')
    .argument(
      '[code]',
      'a code as it stands beside a finding, or the name of a rule; all of them without one',
    )
    .addOption(outputOption())
    .action(action(() => import('../commands/explain.ts')));
  const completion = program
    .command('completion')
    .description('print a completion script')
    .addArgument(new Argument('<shell>', 'shell to write for').choices(['bash', 'zsh', 'fish']))
    .action(action(async () => ({ run: (await import('../commands/completion.ts')).completionOf(program) })));
  withExamples(
    completion,
    'source <(reshapr completion bash)',
    'reshapr completion fish > ~/.config/fish/completions/reshapr.fish',
  );
}

import { type CompletableCommand, quoted } from './completable.ts';

/** A script for fish, with what each command and option is for. */
export function fishCompletion(commands: readonly CompletableCommand[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  return `# reshapr completion fish | source
function __reshapr_at
    set -l known ${paths.join(' ')}
    set -l at
    for word in (commandline -opc)[2..-1]
        contains -- (string join / $at $word) $known; and set at (string join / $at $word)
    end
    test "$at" = "$argv[1]"
end
${commands.flatMap(linesOf).join('\n')}`;
}

function linesOf({ path, commands, options, choices }: CompletableCommand): string[] {
  const start = `complete -c reshapr -n ${quoted(`__reshapr_at "${path}"`)}`;
  return [
    ...commands.map(({ name, about }) => `${start} -f -a ${name} -d ${quoted(about)}`),
    ...(choices.length === 0 ? [] : [`${start} -f -a ${quoted(choices.join(' '))}`]),
    ...options.map(({ long, short, about, takesValue, choices: values }) => {
      const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
      const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
      return `${start} ${names}${value} -d ${quoted(about)}`;
    }),
  ];
}

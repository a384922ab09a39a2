import { type CompletableCommand, namesOf } from './completable.ts';

/** A script for bash: commands, options, and the choices of options and arguments; files where none are known. */
export function bashCompletion(commands: readonly CompletableCommand[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  return `# source <(reshapr completion bash)
_reshapr() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" word words options
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${paths.join(' ')} " in *" \${at:+$at/}$word "*) at="\${at:+$at/}$word" ;; esac
  done
  COMPREPLY=()
  case "$at:$prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${commands.map(wordCase).join('\n')}
  esac
  [[ "$cur" == -* ]] && words="$options"
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _reshapr reshapr`;
}

/** What follows an option that takes a value. */
function valueCases({ path, options }: CompletableCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const pattern = namesOf(option)
        .map((name) => `'${path}:${name}'`)
        .join('|');
      const reply =
        option.choices.length === 0
          ? ''
          : `COMPREPLY=($(compgen -W "${option.choices.join(' ')}" -- "$cur")); `;
      return `    ${pattern}) ${reply}return ;;`;
    });
}

function wordCase({ path, commands, options, choices }: CompletableCommand): string {
  const words = [...commands.map(({ name }) => name), ...choices].join(' ');
  return `    '${path}') words="${words}" options="${options.map(({ long }) => long).join(' ')}" ;;`;
}

import { type CompletableCommand, namesOf, quoted } from './completable.ts';

/** A script for zsh, with what each command and option is for. */
export function zshCompletion(commands: readonly CompletableCommand[]): string {
  const paths = commands.map(({ path }) => path).filter((path) => path !== '');
  return `#compdef reshapr
# source <(reshapr completion zsh)
_reshapr() {
  local at="" word
  local -a known subcommands options choices
  known=(${paths.join(' ')})
  for word in "\${(@)words[2,CURRENT-1]}"; do
    (( \${known[(Ie)\${at:+$at/}$word]} )) && at="\${at:+$at/}$word"
  done
  case "$at:\${words[CURRENT-1]}" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${commands.map(wordCase).join('\n')}
  esac
  if [[ "$PREFIX" == -* ]]; then
    _describe -o option options
  elif (( $#subcommands )); then
    _describe command subcommands
  elif (( $#choices )); then
    compadd -a choices
  else
    _files
  fi
}
(( $+functions[compdef] )) && compdef _reshapr reshapr`;
}

function valueCases({ path, options }: CompletableCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const pattern = namesOf(option)
        .map((name) => quoted(`${path}:${name}`))
        .join('|');
      const values = option.choices.length === 0 ? '_files' : `compadd -- ${option.choices.join(' ')}`;
      return `    ${pattern}) ${values}; return ;;`;
    });
}

function wordCase({ path, commands, options, choices }: CompletableCommand): string {
  return [
    `    ${quoted(path)})`,
    `      subcommands=(${commands.map(({ name, about }) => described(name, about)).join(' ')})`,
    `      options=(${options.map(({ long, about }) => described(long, about)).join(' ')})`,
    `      choices=(${choices.join(' ')}) ;;`,
  ].join('\n');
}

/** \`name:what it is for\`, where a colon in the name would have to be escaped. */
function described(name: string, about: string): string {
  return quoted(`${name}:${about}`);
}

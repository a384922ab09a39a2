import type { Command } from 'commander';
import { problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { usage } from '../problems.ts';

/** Completion scripts are made from the program itself, so they never lag behind it. */
export function completionOf(program: Command): (io: Io, shell: string) => Promise<number> {
  return (io, shell) => {
    const make = scripts[shell];
    if (make === undefined)
      throw problem(usage, { why: `there is no completion for '${shell}'`, hint: 'use bash, zsh or fish' });
    io.console.out(make(linesOf(program)));
    return Promise.resolve(exitCodes.ok);
  };
}

interface Line {
  /** Words after `reshapr`. */
  readonly path: string;
  readonly words: readonly string[];
}

/** For each command what may follow it: sub-commands and flags. */
function linesOf(program: Command): Line[] {
  const lines: Line[] = [];
  (function visit(command: Command, path: string): void {
    const flags = command.options.flatMap(({ long, hidden }) => (long == null || hidden ? [] : [long]));
    lines.push({ path, words: [...command.commands.map((child) => child.name()), ...flags, '--help'] });
    for (const child of command.commands)
      visit(child, path === '' ? child.name() : `${path} ${child.name()}`);
  })(program, '');
  return lines;
}

const scripts: Readonly<Record<string, (lines: readonly Line[]) => string>> = {
  bash: (lines) => `# source <(reshapr completion bash)
_reshapr() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  while :; do
    case "$path" in
${lines.map(({ path, words }) => `      "${path}") COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur")); return ;;`).join('\n')}
    esac
    [[ "$path" == *" "* ]] && path="\${path% *}" || path=""
  done
}
complete -o default -F _reshapr reshapr`,
  zsh: (lines) => `#compdef reshapr
# source <(reshapr completion zsh)
_reshapr() {
  local path="" word
  for word in "\${words[@]:1:$((CURRENT-2))}"; do
    case "$word" in -*) ;; *) path="\${path:+$path }$word" ;; esac
  done
  while :; do
    case "$path" in
${lines.map(({ path, words }) => `      "${path}") compadd -- ${words.join(' ')}; _files; return ;;`).join('\n')}
    esac
    [[ "$path" == *" "* ]] && path="\${path% *}" || path=""
  done
}
compdef _reshapr reshapr`,
  fish: (lines) =>
    [
      '# reshapr completion fish | source',
      ...lines.map(({ path, words }) => {
        const seen =
          path === ''
            ? '__fish_use_subcommand'
            : path
                .split(' ')
                .map((word) => `__fish_seen_subcommand_from ${word}`)
                .join('; and ');
        return `complete -c reshapr -n '${seen}' -a '${words.join(' ')}'`;
      }),
    ].join('\n'),
};

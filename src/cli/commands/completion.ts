import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { completable } from '../completion/completable.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Completion scripts are made from the program itself, so they never lag behind it. */
export function completionOf(program: Command): (io: Io, shell: keyof typeof scripts) => Promise<number> {
  return (io, shell) => {
    io.console.out(scripts[shell](completable(program)));
    return Promise.resolve(exitCodes.ok);
  };
}

import type { Program } from './program.ts';

/** One way through a program so far. */
interface Thread {
  readonly pc: number;
  readonly slots: readonly (number | undefined)[];
}

/**
 * Where the captures of a text begin and end, if the program matches all of it: by simulating all ways at once, so in
 * (length of the program) × (length of the text).
 */
export function run(program: Program, text: string): readonly (number | undefined)[] | undefined {
  let threads = start(program, [{ pc: 0, slots: [] }], 0);
  for (let index = 0; index < text.length && threads.length > 0; index++) {
    const code = text.charCodeAt(index);
    const next: Thread[] = [];
    for (const { pc, slots } of threads) {
      const instruction = program[pc];
      if (instruction?.op === 'one' && instruction.of[code] === true) next.push({ pc: pc + 1, slots });
    }
    threads = start(program, next, index + 1);
  }
  return threads.find(({ pc }) => program[pc]?.op === 'match')?.slots;
}

/** Follows what takes no character, each instruction once, the preferred ways first. */
function start(program: Program, threads: readonly Thread[], index: number): Thread[] {
  const waiting: Thread[] = [];
  const seen = new Set<number>();
  const pending = [...threads].reverse();
  for (let thread = pending.pop(); thread !== undefined; thread = pending.pop()) {
    const { pc, slots } = thread;
    if (seen.has(pc)) continue;
    seen.add(pc);
    const instruction = program[pc];
    switch (instruction?.op) {
      case 'split':
        pending.push({ pc: instruction.second, slots }, { pc: instruction.first, slots });
        break;
      case 'jump':
        pending.push({ pc: instruction.to, slots });
        break;
      case 'save': {
        const saved = [...slots];
        saved[instruction.slot] = index;
        pending.push({ pc: pc + 1, slots: saved });
        break;
      }
      default:
        waiting.push(thread);
    }
  }
  return waiting;
}

/** Compiles what the parent asks for, one input after the other, and says what each took. */
import { compile } from '../../src/compiler/index.ts';
import { hasErrors, memoryTree } from '../../src/kernel/index.ts';
import { inputOf, kindsOfInput } from './inputs.ts';

export interface Answer {
  readonly seed: number;
  /** Milliseconds of processor time. */
  readonly cpu: number;
  readonly compiled: boolean;
  /** What went wrong; nothing may. */
  readonly problem?: string;
}

async function answerTo(seed: number): Promise<Answer> {
  const kind = kindsOfInput[seed % kindsOfInput.length] ?? 'bytes';
  const tree = memoryTree(inputOf(kind, seed));
  const start = process.cpuUsage();
  try {
    const { diagnostics, compiled } = await compile(tree);
    const { user, system } = process.cpuUsage(start);
    const consistent = (compiled === undefined) === hasErrors(diagnostics);
    return {
      seed,
      cpu: (user + system) / 1000,
      compiled: compiled !== undefined,
      ...(consistent ? {} : { problem: 'errors and a snapshot, or neither' }),
    };
  } catch (error) {
    return {
      seed,
      cpu: 0,
      compiled: false,
      problem: error instanceof Error ? String(error.stack) : String(error),
    };
  }
}

process.on('message', (seed: number) => {
  void answerTo(seed).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());

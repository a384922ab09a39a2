/** Compiles what the parent asks for, one input after the other, and says what each took. */
import { compile } from '../../src/compiler/index.ts';
import { hasErrors, memoryTree } from '../../src/kernel/index.ts';
import { inputOf, kindsOfInput } from './inputs.ts';
import { slowness } from './yardstick.ts';

/** An input to compile, and the milliseconds of processor time that it may take. */
export interface Question {
  readonly seed: number;
  readonly limit: number;
}

export interface Answer {
  readonly seed: number;
  /** Milliseconds of processor time, on a machine that does nothing else. */
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

/** What seems too slow may be so because of what else the machine does: it is done again, beside a yardstick. */
async function judged({ seed, limit }: Question): Promise<Answer> {
  let best = await answerTo(seed);
  for (let again = 0; again < 2 && best.cpu > limit; again++) {
    const before = slowness();
    const answer = await answerTo(seed);
    const cpu = answer.cpu / Math.min(before, slowness());
    if (cpu < best.cpu) best = { ...answer, cpu };
  }
  return best;
}

process.on('message', (question: Question) => {
  void judged(question).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());

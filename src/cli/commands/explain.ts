import ansis from 'ansis';
import { didYouMean, problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { catalogue, type Explained } from '../explain/catalogue.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { table } from '../output/table.ts';
import { unknownCode } from '../problems.ts';

export function run(
  io: Io,
  code: string | undefined,
  { output }: { output: 'text' | 'json' },
): Promise<number> {
  const all = catalogue();
  if (code === undefined) {
    if (output === 'json') io.console.out(json(all));
    else
      io.console.out(
        table(
          ['CODE', 'SEVERITY', 'WHAT'],
          all.map((entry) => [entry.code, entry.severity, entry.title]),
        ),
      );
    return Promise.resolve(exitCodes.ok);
  }
  const wanted = code.toUpperCase();
  const entry = all.find((candidate) => candidate.code === wanted);
  if (entry === undefined)
    throw problem(unknownCode, {
      code,
      suggestion: didYouMean(
        wanted,
        all.map((candidate) => candidate.code),
      ),
    });
  io.console.out(output === 'json' ? json(entry) : pretty(entry));
  return Promise.resolve(exitCodes.ok);
}

function pretty({ code, severity, title, help }: Explained): string {
  return `${ansis.bold(code)} ${title} (${severity})\n\n${help}`;
}

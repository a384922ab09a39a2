import ansis from 'ansis';
import { didYouMean, problem } from '../../kernel/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { catalogue, differing, type Explained } from '../explain/catalogue.ts';
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
          all.map(({ code: each, severity, name, title }) => [
            each,
            severity,
            name === undefined ? title : `${title} (${name})`,
          ]),
        ),
      );
    return Promise.resolve(exitCodes.ok);
  }
  const wanted = code.toUpperCase();
  const entry = all.find((candidate) => candidate.code === wanted || candidate.name === code.toLowerCase());
  if (entry === undefined)
    throw problem(unknownCode, {
      code,
      suggestion: didYouMean(
        code.includes('-') ? code.toLowerCase() : wanted,
        all.flatMap((candidate) => [
          candidate.code,
          ...(candidate.name === undefined ? [] : [candidate.name]),
        ]),
      ),
    });
  io.console.out(output === 'json' ? json(entry) : pretty(entry));
  return Promise.resolve(exitCodes.ok);
}

function pretty({ code, severity, title, help, adjustable, name, bad, good }: Explained): string {
  const called = name === undefined ? '' : ` ${ansis.dim(name)}`;
  const rules = adjustable
    ? `\n\nAnother severity, or none: \`rules: { ${name ?? code}: off }\` in reshapr.yaml. One place: a comment \`# reshapr-ignore ${name ?? code}: <reason>\`.`
    : '';
  return [
    `${ansis.bold(code)}${called} ${title} (${severity})\n\n${help}${rules}`,
    ...(bad === undefined ? [] : [example(ansis.red('Reported:'), bad)]),
    ...(good === undefined ? [] : [example(ansis.green('Not reported:'), differing(good, bad))]),
  ].join('\n\n');
}

function example(heading: string, files: NonNullable<Explained['bad']>): string {
  const parts = Object.entries(files).map(
    ([file, text]) => `  ${ansis.dim(`# ${file}`)}\n${text.trimEnd().replaceAll(/^(?=.)/gm, '  ')}`,
  );
  return `${heading}\n\n${parts.join('\n\n')}`;
}

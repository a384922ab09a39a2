import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { completable, namesOf } from '../../src/cli/completion/completable.ts';
import { buildProgram } from '../../src/cli/program/build-program.ts';
import { testIo } from '../cli/support/test-io.ts';

const pages = globSync(['*.md', 'docs/**/*.md']).sort();
const commands = new Map(
  completable(buildProgram(testIo(), () => undefined)).map((command) => [command.path, command]),
);

/** Calls of the command line in code: after a prompt, at the beginning of a line of a block, or between backticks. */
function callsIn(text: string): string[] {
  const joined = text.replaceAll(/\\\n\s*/g, ' ');
  const inBlocks = joined
    .split('\n')
    .flatMap((line) => /^\s*(?:\$ )?(?:[A-Z_]+=\S+ )*reshapr (.*)$/.exec(line)?.[1] ?? []);
  const inText = [...joined.matchAll(/`reshapr ([^`\n]+)`/g)].map(([, call = '']) => call);
  return [...inBlocks, ...inText];
}

/** What is wrong with a call, if anything. */
function mistakeIn(call: string): string | undefined {
  const words =
    call
      .split(/\s+#|[|>;]|&&/)[0]
      ?.trim()
      .split(/\s+/) ?? [];
  const [first = '', second = ''] = words;
  const command = commands.get(`${first}/${second}`) ?? commands.get(first);
  if (/^[-<]/.test(first) || first === 'help') return undefined;
  if (command === undefined) return `there is no command ${first}`;
  const known = new Set(['-h', '--help', ...command.options.flatMap((option) => namesOf(option))]);
  const unknown = words
    .map((word) => word.replace(/=.*$/, ''))
    .find((word) => /^--?[a-z]/.test(word) && !known.has(word));
  return unknown === undefined ? undefined : `${command.path} has no ${unknown}`;
}

describe.each(pages)('%s', (page) => {
  it('calls only commands and options that there are', async () => {
    const calls = callsIn(await readFile(page, 'utf8'));
    const mistakes = calls.flatMap((call) => {
      const mistake = mistakeIn(call);
      return mistake === undefined ? [] : [`reshapr ${call}: ${mistake}`];
    });
    expect(mistakes).toEqual([]);
  });

  it('links only to what is there', async () => {
    const text = await readFile(page, 'utf8');
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const missing: string[] = [];
    for (const target of targets.filter((link) => !/^[a-z]+:/.test(link)))
      await access(join(dirname(page), target)).catch(() => missing.push(target));
    expect(missing).toEqual([]);
  });
});

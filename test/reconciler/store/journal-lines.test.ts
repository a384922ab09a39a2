import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linesOf } from '../../../src/reconciler/store/journal-lines.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-lines-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function linesIn(text: string): Promise<string[]> {
  const path = join(directory, 'lines');
  await writeFile(path, text);
  const file = await open(path, 'a+');
  const lines: string[] = [];
  for await (const line of linesOf(file)) lines.push(line.toString('utf8'));
  await file.close();
  return lines;
}

const long = 'ü'.repeat(700_000);

it.each<[string, string, string[]]>([
  ['nothing', '', []],
  ['lines', 'a\nb\n', ['a', 'b']],
  ['one that does not end', 'a\nb', ['a']],
  ['empty ones', '\n\n', ['', '']],
  ['what others take for the end of a line', 'a\u2028b\rc\n', ['a\u2028b\rc']],
  ['lines longer than what is read at once', `${long}\n${long}x\ny\n`, [long, `${long}x`, 'y']],
])('%s', async (_, text, expected) => {
  expect(await linesIn(text)).toEqual(expected);
});

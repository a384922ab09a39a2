import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { journalSize } from '../../../src/reconciler/store/journal-size.ts';
import { recordingLog } from '../../support/recording-ports.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-size-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (log = recordingLog()) => ({ log, noted: journalSize(join(directory, 'journal'), log) });

it.each([
  ['nothing', undefined, 0, 0],
  ['a number', '1234\n', 1234, 0],
  ['what a crash left empty', '', 0, 1],
  ['a number cut short', '12', 0, 1],
  ['something else', 'x\n', 0, 1],
])('reads %s', async (_, text, size, warnings) => {
  const { log, noted } = open();
  if (text !== undefined) await writeFile(noted.file, text);
  expect(await noted.read()).toBe(size);
  expect(log.lines).toHaveLength(warnings);
});

it('does not take a note that cannot be read for none', async () => {
  const { noted } = open();
  await mkdir(noted.file);
  await expect(noted.read()).rejects.toMatchObject({ code: 'RSH8001' });
});

it('reads what it wrote', async () => {
  const { noted } = open();
  await noted.write(17);
  expect(await noted.read()).toBe(17);
});

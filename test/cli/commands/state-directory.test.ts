import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { openTestPlane } from '../../support/test-plane.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

/** Commands that work on the state directory of a control plane, without asking it. Steps follow each other. */
describe('commands on a state directory', () => {
  let folder: string;
  let state: string;
  let head: string;

  const reshapr = (...args: string[]): Promise<Ran> => runCommand(args, { HOME: folder });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reshapr-state-'));
    state = join(folder, 'state');
    const test = await openTestPlane({ directory: state });
    await test.apply(smallTree);
    await test.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('audit lists what happened', async () => {
    const listed = await reshapr('audit', '--state', state);
    expect(listed.code).toBe(0);
    expect(listed.out).toMatch(/^LINE +AT +WHAT +WHO +DETAILS\n1 +\d{4}-.* installed/);
    const only = await reshapr('audit', '--state', state, '--type', 'revision', '-o', 'json');
    expect(JSON.parse(only.out)).toMatchObject([
      { record: { type: 'revision', author: 'test', sequence: 1 } },
    ]);
  });

  it('audit verify says that it is whole, and what to note', async () => {
    const verified = await reshapr('audit', 'verify', '--state', state, '-o', 'json');
    expect(verified.code).toBe(0);
    const facts = JSON.parse(verified.out);
    expect(facts).toMatchObject({ wrong: null, expected: null });
    head = facts.head;
    expect((await reshapr('audit', 'verify', '--state', state, '--expect', head.slice(0, 12))).out).toContain(
      'nothing before it is missing',
    );
    expect(await reshapr('audit', 'verify', '--state', state, '--expect', '0'.repeat(64))).toMatchObject({
      code: 1,
      out: expect.stringContaining('Lines are missing'),
    });
    expect((await reshapr('audit', 'verify', '--state', state, '--expect', 'x')).code).toBe(1);
  });

  it('backup writes one file, and restore makes the same of it, into an empty directory only', async () => {
    const file = join(folder, 'reshapr.backup');
    const backup = await reshapr('backup', file, '--state', state);
    expect(backup).toMatchObject({ code: 0, out: expect.stringContaining(`Head of its audit log: ${head}`) });
    const restored = join(folder, 'restored');
    expect(await reshapr('restore', file, '--state', restored)).toMatchObject({
      code: 0,
      out: expect.stringContaining('`reshapr recover` brings them back'),
    });
    expect(await readFile(join(restored, 'journal.jsonl'))).toEqual(
      await readFile(join(state, 'journal.jsonl')),
    );
    expect(await reshapr('restore', file, '--state', restored)).toMatchObject({
      code: 1,
      err: expect.stringContaining('RSH8081'),
    });
  });

  it('audit verify fails after one altered byte, and names the line', async () => {
    const journal = join(folder, 'restored', 'journal.jsonl');
    const text = await readFile(journal, 'utf8');
    await writeFile(journal, text.replace('"author":"test"', '"author":"tesT"'));
    const line = text.slice(0, text.indexOf('"author":"test"')).split('\n').length;
    expect(await reshapr('audit', 'verify', '--state', join(folder, 'restored'))).toMatchObject({
      code: 1,
      out: expect.stringContaining(`line ${line}:`),
    });
  });

  it('where there is no state directory, each says so', async () => {
    const nowhere = join(folder, 'nowhere');
    for (const args of [['audit'], ['audit', 'verify'], ['backup', join(folder, 'other.backup')]])
      expect(await reshapr(...args, '--state', nowhere)).toMatchObject({ code: 1, out: '' });
    expect((await reshapr('restore', join(folder, 'missing'), '--state', nowhere)).err).toContain('RSH8080');
  });
});

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../src/kernel/index.ts';
import { verifyJournal } from '../../../src/reconciler/audit/verify-journal.ts';
import { openFileStore } from '../../../src/reconciler/index.ts';
import { isForeign } from '../../../src/reconciler/state/foreign.ts';
import { openLedger } from '../../../src/reconciler/state/ledger.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-migration-'));
  await mkdir(join(directory, 'objects'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function openWith(version: number) {
  const records = [
    { type: 'installed', version, epoch: 1 },
    { type: 'signed', organization: 'acme', sequence: 1 },
  ];
  await writeFile(join(directory, 'journal.jsonl'), `${JSON.stringify({ at: 1, previous: '', records })}\n`);
  return openFileStore({ directory, clock: systemClock, log: silentLog });
}

it('a store of format 1 is migrated: once, by a line of its own, and its headers count as known', async () => {
  const store = await openWith(1);
  const ledger = await openLedger(store);
  expect(ledger.state().format).toBe(2);
  expect(isForeign(ledger.state(), 'acme', { epoch: 1, sequence: 1, digest: 'whatever' })).toBe(false);
  expect(isForeign(ledger.state(), 'acme', { epoch: 1, sequence: 2, digest: 'whatever' })).toBe(true);
  await store.close();

  const again = await openFileStore({ directory, clock: systemClock, log: silentLog });
  await openLedger(again);
  await again.close();
  const text = await readFile(join(directory, 'journal.jsonl'), 'utf8');
  expect(text.match(/"migrated"/g)).toHaveLength(1);
  expect(verifyJournal(text, undefined).wrong).toBeUndefined();
});

it.each([
  { version: 3, code: 'RSH8003' },
  { version: 0, code: 'RSH8082' },
])('a store of format $version is refused ($code), and left as it is', async ({ version, code }) => {
  await expect(openWith(version)).rejects.toMatchObject({ code });
  expect(await readFile(join(directory, 'journal.jsonl'), 'utf8')).not.toContain('migrated');
});

import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, silentLog, systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { localTls, openControlPlane, openFileStore, openSigner } from '../../../src/reconciler/index.ts';
import type { State } from '../../../src/reconciler/state/state.ts';
import { createToken } from '../../../src/reconciler/tokens/tokens.ts';
import { defaultControlTiming } from '../../../src/wire/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';
import { openTestPlane } from '../../support/test-plane.ts';

const ports = { clock: systemClock, random: systemRandom };

/** What a start finds in a state directory, as far as it must not lose any of it. */
interface Found {
  readonly state: Pick<State, 'organizations' | 'tokens' | 'epoch'>;
  readonly keyId: string;
  readonly caFile: string;
}

/** Everything that `serve` does before it listens. */
async function startOn(directory: string, log = silentLog): Promise<Found> {
  const { caFile } = await localTls(directory, [], ports);
  const store = await openFileStore({ directory, clock: systemClock, log });
  const closing = new AbortController();
  try {
    const signer = await openSigner(directory, undefined);
    const plane = await openControlPlane(
      {
        ...{ store, signer, log, ...ports },
        ...{ timing: defaultControlTiming, softwareVersion: 'test', metrics: silentMetrics },
      },
      closing.signal,
    );
    const { organizations, tokens, epoch } = plane.ledger.state();
    return { state: { organizations, tokens, epoch }, keyId: signer.publicKey.keyId, caFile };
  } finally {
    closing.abort();
    await store.close();
  }
}

describe('a damaged state directory', () => {
  let root: string;
  let whole: string;
  let found: Found;
  let ca: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'reshapr-damaged-'));
    whole = join(root, 'whole');
    await startOn(whole);
    const test = await openTestPlane({ directory: whole });
    await test.apply(smallTree);
    await test.apply({ ...smallTree, 'group.yaml': String(smallTree['group.yaml']).replace('dev', 'prod') });
    await createToken(
      test.plane.ledger,
      { organization: 'acme', name: 'last', role: 'gateway', validityDays: 1, author: 'test' },
      ports,
    );
    await test.close();
    found = await startOn(whole);
    ca = await readFile(found.caFile, 'utf8');
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  let copies = 0;
  async function copied(): Promise<string> {
    const copy = join(root, `copy-${copies++}`);
    await cp(whole, copy, { recursive: true });
    return copy;
  }

  async function files(): Promise<string[]> {
    const entries = await readdir(whole, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(whole.length + 1))
      .sort();
  }

  /** A start finds everything, or says what is wrong. */
  async function startsWholeOrRefuses(directory: string): Promise<'starts' | 'refuses'> {
    try {
      const { state, keyId, caFile } = await startOn(directory);
      expect(state).toEqual(found.state);
      expect(keyId).toBe(found.keyId);
      expect((await readFile(caFile, 'utf8')).trim()).toBe(ca.trim());
      return 'starts';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error.code).toMatch(/^RSH80/);
      expect(error.message).toContain(directory);
      expect(error.hint).toBeDefined();
      return 'refuses';
    }
  }

  it('has the files that the following tests damage', async () => {
    const names = (await files()).map((name) => name.replace(/[0-9a-f]{64}/, 'digest'));
    expect([...new Set(names)]).toEqual([
      'journal.jsonl',
      'journal.jsonl.size',
      'objects/digest.pack',
      'signing-key.pem',
      'tls/ca-key.pem',
      'tls/ca.pem',
      'tls/server-key.pem',
      'tls/server.pem',
    ]);
  });

  it('is never taken for a whole one where a file was truncated', async () => {
    const outcomes: Record<string, Set<string>> = {};
    for (const name of await files()) {
      const { length } = await readFile(join(whole, name));
      for (const size of new Set([0, 1, length >> 2, length >> 1, length - 2, length - 1])) {
        const copy = await copied();
        await truncate(join(copy, name), size);
        const outcome = await startsWholeOrRefuses(copy);
        const key = name.replace(/[0-9a-f]{64}/, 'digest');
        outcomes[key] = (outcomes[key] ?? new Set()).add(outcome);
      }
    }
    // Everything that cannot be made again is missed; a PEM file without its last line break is whole.
    expect(outcomes).toEqual({
      'journal.jsonl': new Set(['refuses']),
      'journal.jsonl.size': new Set(['starts']),
      'objects/digest.pack': new Set(['refuses']),
      'signing-key.pem': new Set(['refuses', 'starts']),
      'tls/ca-key.pem': new Set(['refuses', 'starts']),
      'tls/ca.pem': new Set(['refuses', 'starts']),
      'tls/server-key.pem': new Set(['starts']),
      'tls/server.pem': new Set(['starts']),
    });
  });

  it('is never taken for a whole one where a line of the journal is gone', async () => {
    const lines = (await readFile(join(whole, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(3);
    for (const gone of lines.keys()) {
      const copy = await copied();
      const kept = lines.filter((_, index) => index !== gone);
      await writeFile(join(copy, 'journal.jsonl'), `${kept.join('\n')}\n`);
      expect(await startsWholeOrRefuses(copy)).toBe('refuses');
    }
  });

  it('is never taken for a whole one where a file is gone that cannot be made again', async () => {
    for (const name of (await files()).filter((file) => /^objects|ca/.test(file))) {
      const copy = await copied();
      await rm(join(copy, name));
      await expect(startOn(copy), name).rejects.toBeInstanceOf(Problem);
    }
  });

  it('goes on without what a crash left half written, and says so', async () => {
    const copy = await copied();
    const file = join(copy, 'journal.jsonl');
    const journal = await readFile(file, 'utf8');
    await writeFile(file, `${journal}{"at":1,"previous":"`);
    await writeFile(join(copy, 'objects', 'left.pack.1.0.tmp'), 'half');
    const log = recordingLog();
    expect((await startOn(copy, log)).state).toEqual(found.state);
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([
      expect.objectContaining({ message: 'the last record of the journal was cut short and is dropped' }),
    ]);
    expect(await readFile(file, 'utf8')).toBe(journal);
  });

  it('refuses a journal of a newer version instead of losing what it does not know', async () => {
    const copy = await copied();
    const file = join(copy, 'journal.jsonl');
    const journal = await readFile(file, 'utf8');
    await writeFile(file, journal.replace('"type":"token"', '"type":"tokens"'));
    await expect(startOn(copy)).rejects.toMatchObject({ code: expect.stringMatching(/RSH800[13]/) });
  });
});

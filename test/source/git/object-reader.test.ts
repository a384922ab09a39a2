import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../../src/kernel/index.ts';
import { gitClient } from '../../../src/source/git/git-client.ts';
import { objectReader } from '../../../src/source/git/object-reader.ts';
import { describeGit, git, open, testEnvironment, workRepository } from '../support/git.ts';
import { problemOf } from '../support/trees.ts';

describeGit('reading objects', () => {
  test('survives a missing one', async () => {
    const work = workRepository({ 'a.yaml': '1', 'b.yaml': '2' });
    const gone = git(work, 'rev-parse', 'HEAD:a.yaml');
    const repository = await open(work);
    const tree = await repository.tree(await repository.resolve());
    rmSync(join(work, '.git/objects', gone.slice(0, 2), gone.slice(2)), { force: true });
    const [a, b] = await Promise.all([problemOf(tree.read('a.yaml')), tree.read('b.yaml')]);
    expect(a).toEqual({
      code: 'RSH7132',
      message: `'${work}' lacks the object ${gone}`,
      hint: expect.stringContaining('git fsck'),
    });
    expect(Buffer.from(b).toString()).toBe('2');
  });

  test('survives a corrupt one: those behind it are read all the same', async () => {
    const work = workRepository({ 'a.yaml': '1', 'b.yaml': '2' });
    const corrupt = git(work, 'rev-parse', 'HEAD:a.yaml');
    const repository = await open(work);
    const tree = await repository.tree(await repository.resolve());
    const path = join(work, '.git/objects', corrupt.slice(0, 2), corrupt.slice(2));
    rmSync(path);
    writeFileSync(path, 'no zlib stream');
    const [a, b] = await Promise.all([problemOf(tree.read('a.yaml')), tree.read('b.yaml')]);
    expect(['RSH7131', 'RSH7132']).toContain(a.code);
    expect(Buffer.from(b).toString()).toBe('2');
  });

  test('gives each of many callers its own bytes', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`f${at}.yaml`, `${at}`.repeat(at)]),
    );
    const repository = await open(workRepository(files));
    const tree = await repository.tree(await repository.resolve());
    const read = await Promise.all(tree.files.map(({ path }) => tree.read(path)));
    expect(read.map((bytes) => Buffer.from(bytes).toString())).toEqual(
      tree.files.map(({ path }) => files[path]),
    );
    expect(repository.work.batches).toBe(1);
  });

  test('ends with the repository', async () => {
    const work = workRepository({ 'a.yaml': '1', 'b.yaml': '2' });
    const repository = await open(work);
    const tree = await repository.tree(await repository.resolve());
    await tree.read('b.yaml');
    const reading = tree.read('a.yaml');
    repository.close();
    await expect(reading).rejects.toThrow(/was closed/);
    await expect(tree.read('a.yaml')).rejects.toThrow(/was closed/);
    await expect(repository.resolve()).rejects.toThrow(/was closed/);
  });

  test('ends an unused process, and starts one again however much later', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const object = git(work, 'rev-parse', 'HEAD:a.yaml');
    const stop = new AbortController();
    let now = 1_000_000;
    let wake: (() => void) | undefined;
    const clock: Clock = {
      ...systemClock,
      now: () => now,
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          wake = resolve;
          signal?.addEventListener('abort', () => resolve());
        }),
    };
    const settings = { environment: testEnvironment, timeoutMs: 60_000, signal: stop.signal };
    const counts = { batches: 0, objectsRead: 0 };
    const reader = objectReader({
      client: gitClient({ ...settings, directory: work, onProcess: () => undefined }),
      subject: { label: work, timeoutMs: 60_000, redact: (text) => text },
      objectLimit: 100,
      clock,
      signal: stop.signal,
      work: counts,
    });
    onTestFinished(() => stop.abort());
    for (let batches = 1; batches <= 3; batches++) {
      await reader.read(object);
      await reader.read(object);
      expect(counts).toEqual({ batches, objectsRead: 2 * batches });
      now += 2000;
      wake?.();
      await new Promise((resolve) => setImmediate(resolve));
      now += 3_600_000;
    }
  });
});

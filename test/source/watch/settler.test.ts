import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/kernel/index.ts';
import type { Sample } from '../../../src/source/watch/sample.ts';
import { settler } from '../../../src/source/watch/settler.ts';

/** A settler over files that are plain strings, in a time that passes only when told to. */
function bench() {
  const files = new Map<string, string>();
  const delivered: string[][] = [];
  const stop = new AbortController();
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (ms) => new Promise((wake) => void sleepers.push({ at: now + ms, wake })),
    every: () => undefined,
  };
  const sample = (path: string): Promise<Sample> => {
    const stamp = files.get(path) ?? '';
    return Promise.resolve({ stamp, hollow: stamp === '' });
  };
  const touch = settler({
    sample,
    deliver: (paths) => void delivered.push([...paths].sort()),
    clock,
    debounceMs: 10,
    signal: stop.signal,
  });
  async function pass(ms: number): Promise<void> {
    for (const end = now + ms; now < end; ) {
      await flush();
      now++;
      for (const sleeper of sleepers.filter(({ at }) => at <= now)) {
        sleepers.splice(sleepers.indexOf(sleeper), 1);
        sleeper.wake();
      }
    }
    await flush();
  }
  function write(path: string, content: string): void {
    files.set(path, content);
    touch(path);
  }
  return { files, delivered, stop, touch, write, pass };
}

async function flush(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe('settler', () => {
  test('delivers a change once it looks the same for the time of a debounce', async () => {
    const { write, pass, delivered } = bench();
    write('a', '1');
    await pass(9);
    expect(delivered).toEqual([]);
    await pass(2);
    expect(delivered).toEqual([['a']]);
    await pass(1000);
    expect(delivered).toHaveLength(1);
  });

  test('makes one change of a save that takes several writes, and of files saved together', async () => {
    const { write, pass, delivered } = bench();
    for (const part of ['1', '12', '123', '1234']) {
      write('a', part);
      write(`b${part}`, part);
      await pass(6);
    }
    await pass(200);
    expect(delivered).toEqual([['a', 'b1', 'b12', 'b123', 'b1234']]);
  });

  test('waits for a file that is empty or gone to be filled or put back', async () => {
    const { write, pass, delivered } = bench();
    write('a', '');
    await pass(60);
    expect(delivered).toEqual([]);
    write('a', 'content');
    await pass(25);
    expect(delivered).toEqual([['a']]);
  });

  test('but not for ever: it may be empty or deleted', async () => {
    const { write, pass, delivered } = bench();
    write('a', '');
    await pass(130);
    expect(delivered).toEqual([['a']]);
  });

  test('delivers what never comes to rest', async () => {
    const { write, pass, delivered } = bench();
    for (let at = 0; at < 300; at++) {
      write('a', `${at}`);
      await pass(5);
    }
    expect(delivered.length).toBeGreaterThanOrEqual(1);
    expect(delivered.length).toBeLessThanOrEqual(2);
  });

  test('finds a change that nobody told of, right after one that was delivered', async () => {
    const { files, write, pass, delivered } = bench();
    write('a', '1');
    await pass(15);
    files.set('a', '2');
    await pass(200);
    expect(delivered).toEqual([['a'], ['a']]);
  });

  test('delivers nothing any more when it was ended', async () => {
    const { write, pass, stop, delivered } = bench();
    write('a', '1');
    stop.abort();
    await pass(500);
    write('b', '1');
    await pass(500);
    expect(delivered).toEqual([]);
  });
});

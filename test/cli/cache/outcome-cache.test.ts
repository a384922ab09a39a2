import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateXl } from '../../../bench/xl/generate.ts';
import { outcomeCache, worthKeeping } from '../../../src/cli/cache/outcome-cache.ts';
import { type Outcome, outcomeOf } from '../../../src/cli/compile/outcome.ts';
import { compile, type Work } from '../../../src/compiler/index.ts';
import { memoryTree, type SourceTree } from '../../../src/kernel/index.ts';

const texts = generateXl(200);
const tree = memoryTree(texts);
const { outcome: fresh, work } = await compiled(tree);
const broken = memoryTree({ ...texts, 'team-0/groups/t0-blue.yaml': 'kind: [' });
const maker = 'test 1';

async function compiled(each: SourceTree): Promise<{ outcome: Outcome; work: Work }> {
  const result = await compile(each);
  return { outcome: outcomeOf(result), work: result.work };
}

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-cache-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function onlyFile(): Promise<string> {
  const [name = ''] = await readdir(directory);
  return join(directory, name);
}

it.each([
  ['a tree that compiles', tree],
  ['a tree with mistakes', broken],
])('%s gives the outcome that a compile gives, in another process too', async (_, each) => {
  const { outcome, work } = await compiled(each);
  await outcomeCache({ directory, maker }).put(each, outcome, work);
  expect(await outcomeCache({ directory, maker }).get(each)).toEqual(outcome);
});

it.each([
  ['another byte of a file', memoryTree({ ...texts, 'reshapr.yaml': `${texts['reshapr.yaml']}\n` }), maker],
  ['a file more', memoryTree({ ...texts, 'x.yaml': '' }), maker],
  ['a file of another name', memoryTree({ ...texts, 'x.yaml': '', 'reshapr.yaml': '' }), maker],
  ['a file that became unreadable', { ...tree, unreadable: [{ path: 'x', reason: 'y' }] }, maker],
  ['another version of this software', tree, 'test 2'],
])('%s is another outcome', async (_, other, by) => {
  await outcomeCache({ directory, maker }).put(tree, fresh, work);
  expect(await outcomeCache({ directory, maker: by }).get(other)).toBeUndefined();
});

describe('a damaged file is no outcome, and goes', () => {
  it.each<[string, (bytes: Buffer) => Uint8Array | string]>([
    ['empty', () => ''],
    ['not ours', () => 'hello'],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['longer', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['a byte of the title', (bytes) => flipped(bytes, 3)],
    ['a byte of the key', (bytes) => flipped(bytes, 20)],
    ['a byte of the checksum', (bytes) => flipped(bytes, 90)],
    ['a byte of the findings', (bytes) => flipped(bytes, 170)],
    ['a byte of the contents', (bytes) => flipped(bytes, bytes.length - 10)],
    [
      'another format',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('outcome@1', 'outcome@2'), 'latin1'),
    ],
  ])('%s', async (_, damage) => {
    const cache = outcomeCache({ directory, maker });
    await cache.put(tree, fresh, work);
    const path = await onlyFile();
    await writeFile(path, damage(await readFile(path)));
    expect(await cache.get(tree)).toBeUndefined();
    expect(await readdir(directory)).toEqual([]);
  });

  it('the file of another tree', async () => {
    const cache = outcomeCache({ directory, maker });
    await cache.put(tree, fresh, work);
    const path = await onlyFile();
    const bytes = await readFile(path);
    await rm(path);
    const other = await compiled(broken);
    await cache.put(broken, other.outcome, other.work);
    await writeFile(await onlyFile(), bytes);
    expect(await cache.get(broken)).toBeUndefined();
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

it('the oldest go when there are too many bytes', async () => {
  const cache = outcomeCache({ directory, maker });
  await cache.put(tree, fresh, work);
  const first = await onlyFile();
  const { length } = await readFile(first);
  await utimes(first, 1, 1);
  const bounded = outcomeCache({ directory, maker, limit: Math.floor(length * 1.5) });
  const other = memoryTree({ ...texts, 'x.yaml': 'a: 1\n' });
  await bounded.put(other, fresh, work);
  expect(await bounded.get(tree)).toBeUndefined();
  expect(await bounded.get(other)).toBeDefined();
});

it.each([
  ['what took little to compile', { ...work, filesParsed: worthKeeping - 1 }, undefined],
  ['what is larger than all may be', work, 100],
])('%s is not kept', async (_, took, limit) => {
  await outcomeCache({ directory, maker, ...(limit === undefined ? {} : { limit }) }).put(tree, fresh, took);
  expect(await readdir(directory)).toEqual([]);
});

it('a directory that cannot be made is no failure', async () => {
  const nowhere = outcomeCache({ directory: join('/dev/null', 'x'), maker });
  await nowhere.put(tree, fresh, work);
  expect(await nowhere.get(tree)).toBeUndefined();
});

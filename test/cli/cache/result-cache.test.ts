import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateXl } from '../../../bench/xl/generate.ts';
import { resultCache, worthKeeping } from '../../../src/cli/cache/result-cache.ts';
import { type CompileResult, compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';

const texts = generateXl(200);
const tree = memoryTree(texts);
const fresh = await compile(tree);
const broken = memoryTree({ ...texts, 'team-0/groups/t0-blue.yaml': 'kind: [' });
const maker = 'test 1';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-cache-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const found = (result: CompileResult | undefined): unknown =>
  result && {
    diagnostics: result.diagnostics,
    suppressed: result.suppressed,
    digest: result.compiled?.snapshot.digest,
    objects: result.compiled?.snapshot.objects.map(({ kind, name, digest, bytes }) => [
      kind,
      name,
      digest,
      Buffer.from(bytes).toString(),
    ]),
    provenance: result.compiled && Buffer.from(result.compiled.provenance.bytes).toString(),
  };

async function onlyFile(): Promise<string> {
  const [name = ''] = await readdir(directory);
  return join(directory, name);
}

it.each([
  ['a tree that compiles', tree],
  ['a tree with mistakes', broken],
])('%s gives the result that a compile gives, in another process too', async (_, each) => {
  const result = await compile(each);
  await resultCache({ directory, maker }).put(each, result);
  expect(found(await resultCache({ directory, maker }).get(each))).toEqual(found(result));
});

it.each([
  ['another byte of a file', memoryTree({ ...texts, 'reshapr.yaml': `${texts['reshapr.yaml']}\n` }), maker],
  ['a file more', memoryTree({ ...texts, 'x.yaml': '' }), maker],
  ['a file of another name', memoryTree({ ...texts, 'x.yaml': '', 'reshapr.yaml': '' }), maker],
  ['a file that became unreadable', { ...tree, unreadable: [{ path: 'x', reason: 'y' }] }, maker],
  ['another version of this software', tree, 'test 2'],
])('%s is another result', async (_, other, by) => {
  await resultCache({ directory, maker }).put(tree, fresh);
  expect(await resultCache({ directory, maker: by }).get(other)).toBeUndefined();
});

describe('a damaged file is no result, and goes', () => {
  it.each<[string, (bytes: Buffer) => Uint8Array | string]>([
    ['empty', () => ''],
    ['not ours', () => 'hello'],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['longer', (bytes) => Buffer.concat([bytes, Buffer.from('x')])],
    ['a byte of the title', (bytes) => flipped(bytes, 3)],
    ['a byte of the key', (bytes) => flipped(bytes, 20)],
    ['a byte of the checksum', (bytes) => flipped(bytes, 90)],
    ['a byte of the findings', (bytes) => flipped(bytes, 300)],
    ['a byte of the objects', (bytes) => flipped(bytes, bytes.length - 300_000)],
    ['a byte of the provenance', (bytes) => flipped(bytes, bytes.length - 10)],
    [
      'another format',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('compiled@1', 'compiled@2'), 'latin1'),
    ],
  ])('%s', async (_, damage) => {
    const cache = resultCache({ directory, maker });
    await cache.put(tree, fresh);
    const path = await onlyFile();
    await writeFile(path, damage(await readFile(path)));
    expect(await cache.get(tree)).toBeUndefined();
    expect(await readdir(directory)).toEqual([]);
  });

  it('the file of another tree', async () => {
    const cache = resultCache({ directory, maker });
    await cache.put(tree, fresh);
    const path = await onlyFile();
    const bytes = await readFile(path);
    await rm(path);
    await cache.put(broken, await compile(broken));
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
  const cache = resultCache({ directory, maker });
  await cache.put(tree, fresh);
  const first = await onlyFile();
  const { length } = await readFile(first);
  await utimes(first, 1, 1);
  const bounded = resultCache({ directory, maker, limit: Math.floor(length * 1.5) });
  const other = memoryTree({ ...texts, 'x.yaml': 'a: 1\n' });
  await bounded.put(other, await compile(other));
  expect(await bounded.get(tree)).toBeUndefined();
  expect(await bounded.get(other)).toBeDefined();
});

it.each([
  [
    'what took little to compile',
    { ...fresh, work: { ...fresh.work, filesParsed: worthKeeping - 1 } },
    undefined,
  ],
  ['what is larger than all may be', fresh, 1_000],
])('%s is not kept', async (_, result, limit) => {
  await resultCache({ directory, maker, ...(limit === undefined ? {} : { limit }) }).put(tree, result);
  expect(await readdir(directory)).toEqual([]);
});

it('a directory that cannot be made is no failure', async () => {
  const nowhere = resultCache({ directory: join('/dev/null', 'x'), maker });
  await nowhere.put(tree, fresh);
  expect(await nowhere.get(tree)).toBeUndefined();
});

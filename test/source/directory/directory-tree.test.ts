import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { blobId, type Clock, systemClock } from '../../../src/kernel/index.ts';
import { type DirectoryTreeOptions, directoryTree, statCache } from '../../../src/source/index.ts';
import { makeFifo, temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { pathsOf, problemOf, textsOf } from '../support/trees.ts';

/** The time an hour from now, for which no file is new. */
const later: Clock = { ...systemClock, now: () => Date.now() + 3_600_000 };

describe('directoryTree', () => {
  test('lists files with their git blob ids, sorted, however they are named', async () => {
    const root = temporaryDirectory();
    const files = {
      'b.yaml': 'b: 1\r\n',
      'a/ünï cödé ✓.yaml': 'ü',
      'a/with "quotes"\nand newline.json': '{}',
      'a/back\\slash.yaml': '',
      'a/-dash.yaml': '-',
      'Z.proto': 'syntax = "proto3";',
      'bytes.desc': new Uint8Array([0, 255, 13, 10, 128]),
    };
    writeFiles(root, files);
    const tree = await directoryTree(root);
    expect(pathsOf(tree)).toEqual(Object.keys(files).sort());
    expect(tree.files.map(({ path }) => path)).not.toContain('a');
    expect(tree.unreadable).toEqual([]);
    expect(tree.label).toBe(root);
    expect((await textsOf(tree))['b.yaml']).toBe('b: 1\r\n');
  });

  test('reports what cannot be read, and neither crashes nor waits', async () => {
    const root = temporaryDirectory();
    const socket = createServer().listen(join(root, 'socket.yaml'));
    onTestFinished(() => void socket.close());
    writeFiles(root, { 'ok.yaml': 'ok: 1\n', 'dir.yaml/inside.yaml': 'x: 1\n' });
    makeFifo(join(root, 'fifo.yaml'));
    symlinkSync('fifo.yaml', join(root, 'link-to-fifo.yaml'));
    symlinkSync('nowhere', join(root, 'broken.yaml'));
    symlinkSync('/etc', join(root, 'etc'));
    symlinkSync('loop.yaml', join(root, 'loop.yaml'));
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/latin1-`), Buffer.from([0xe9]), Buffer.from('.yaml')]),
      '',
    );
    const tree = await directoryTree(root);
    expect(pathsOf(tree)).toEqual(['dir.yaml/inside.yaml', 'ok.yaml']);
    expect(tree.unreadable).toEqual([
      { path: 'broken.yaml', reason: 'is a symbolic link to nothing' },
      { path: 'etc', reason: 'is a symbolic link to a place outside of the tree' },
      { path: 'fifo.yaml', reason: 'is not a regular file' },
      { path: 'latin1-\uFFFD.yaml', reason: 'has a name that is not valid UTF-8' },
      { path: 'link-to-fifo.yaml', reason: 'is not a regular file' },
      { path: 'loop.yaml', reason: 'is a symbolic link that leads back to itself' },
      { path: 'socket.yaml', reason: 'is not a regular file' },
    ]);
  });

  test('follows absolute links to inside, and a root that is itself a link', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'tree/a.yaml': 'a', 'other/b.yaml': 'b' });
    symlinkSync(join(root, 'tree/a.yaml'), join(root, 'tree/same.yaml'));
    symlinkSync('../other', join(root, 'tree/other'));
    symlinkSync('tree', join(root, 'link'));
    const tree = await directoryTree(join(root, 'link'));
    expect(pathsOf(tree)).toEqual(['a.yaml', 'same.yaml']);
    expect(tree.unreadable.map(({ path }) => path)).toEqual(['other']);
  });

  test('holds the bytes of the moment it was made', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'a.yaml': 'before' });
    const tree = await directoryTree(root);
    writeFiles(root, { 'a.yaml': 'after' });
    expect(await textsOf(tree)).toEqual({ 'a.yaml': 'before' });
    rmSync(join(root, 'a.yaml'));
    expect(await textsOf(tree)).toEqual({ 'a.yaml': 'before' });
  });

  test('never gives bytes of another id while another process rewrites a file', async () => {
    const root = temporaryDirectory();
    const path = join(root, 'a.yaml');
    writeFileSync(path, 'x');
    const script = `const { writeFileSync } = require('node:fs');
      for (let at = 0; ; at++) writeFileSync(process.argv[1], 'y'.repeat((at * 7919) % 100_000));`;
    const writer = spawn(process.execPath, ['-e', script, path], { stdio: 'ignore' });
    onTestFinished(() => void writer.kill('SIGKILL'));
    const ids = new Set<string>();
    while (ids.size < 20) {
      const tree = await directoryTree(root);
      for (const { path: file, blob } of tree.files) {
        expect(blobId(await tree.read(file))).toBe(blob);
        ids.add(blob);
      }
    }
  });

  test('lists a file over the limit without reading it, and with another id when it changes', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'huge.json': '', 'small.json': '{}' });
    truncateSync(join(root, 'huge.json'), 40 * 1024 * 1024 * 1024);
    const cache = statCache();
    const first = await directoryTree(root, { cache });
    const huge = first.files.find(({ path }) => path === 'huge.json');
    expect(huge).toMatchObject({
      size: 40 * 1024 * 1024 * 1024,
      blob: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(cache.work).toEqual({ filesRead: 1, bytesRead: 2 });
    utimesSync(join(root, 'huge.json'), 1, 1);
    const second = await directoryTree(root, { cache });
    expect(second.files.find(({ path }) => path === 'huge.json')?.blob).not.toBe(huge?.blob);
    expect(() => first.read('huge.json')).toThrow(/no readable file/);
  });

  test('bounds the sum of the files', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'a.yaml': 'x'.repeat(600), 'b.yaml': 'x'.repeat(600) });
    expect(await problemOf(directoryTree(root, { limits: { treeBytes: 1000 } }))).toMatchObject({
      code: 'RSH7104',
    });
  });

  test.each<[string, DirectoryTreeOptions, unknown]>([
    ['gone', {}, { code: 'RSH7100', hint: expect.stringContaining('reshapr init') }],
    ['file.yaml', {}, { code: 'RSH7101' }],
    ['.', { limits: { files: 1 } }, { code: 'RSH7103' }],
  ])('of %s is a problem', async (path, options, expected) => {
    const root = temporaryDirectory();
    writeFiles(root, { 'file.yaml': '', 'other.yaml': '' });
    expect(await problemOf(directoryTree(join(root, path), options))).toMatchObject(expected as object);
  });

  test('stops when its signal aborts', async () => {
    const root = temporaryDirectory();
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(directoryTree(root, { signal: stop })).rejects.toThrow('enough');
  });
});

describe('directoryTree with a cache', () => {
  test('reads again only what changed', async () => {
    const root = temporaryDirectory();
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`d${at % 5}/f${at}.yaml`, `n: ${at}\n`]),
    );
    writeFiles(root, files);
    const cache = statCache();
    await directoryTree(root, { cache, clock: later });
    expect(cache.work.filesRead).toBe(50);
    const same = await directoryTree(root, { cache, clock: later });
    expect(cache.work.filesRead).toBe(50);
    expect(await textsOf(same)).toEqual(files);
    writeFiles(root, { 'd0/f0.yaml': 'n: 1\n' });
    rmSync(join(root, 'd1/f1.yaml'));
    const changed = await directoryTree(root, { cache, clock: later });
    expect(cache.work.filesRead).toBe(51);
    expect(await textsOf(changed)).toMatchObject({ 'd0/f0.yaml': 'n: 1\n' });
    expect(cache.files.size).toBe(49);
  });

  test('does not trust a file that changed just before it was read', async () => {
    const root = temporaryDirectory();
    const path = join(root, 'a.yaml');
    const cache = statCache();
    for (let round = 0; round < 50; round++) {
      // same length, same inode, most often within one tick of the clock of the file system
      writeFileSync(path, `n: ${10 + round}\n`);
      expect(await textsOf(await directoryTree(root, { cache }))).toEqual({ 'a.yaml': `n: ${10 + round}\n` });
    }
    expect(cache.work.filesRead).toBe(50);
  });

  test('sees a file of the same size and time in the place of another', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'a.yaml': 'one', '.new': 'two' });
    utimesSync(join(root, 'a.yaml'), 1000, 1000);
    utimesSync(join(root, '.new'), 1000, 1000);
    const cache = statCache();
    await directoryTree(root, { cache, clock: later });
    renameSync(join(root, '.new'), join(root, 'a.yaml'));
    expect(await textsOf(await directoryTree(root, { cache, clock: later }))).toEqual({ 'a.yaml': 'two' });
  });

  test('never trusts a time in the future', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'future.yaml': 'x' });
    utimesSync(join(root, 'future.yaml'), 4e9, 4e9);
    const cache = statCache();
    await directoryTree(root, { cache, clock: later });
    await directoryTree(root, { cache, clock: later });
    expect(cache.work.filesRead).toBe(2);
  });

  test('a file that grew over the limit is not taken from the cache', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'a.yaml': 'x'.repeat(100) });
    const cache = statCache();
    await directoryTree(root, { cache, clock: later });
    const tree = await directoryTree(root, { cache, clock: later, limits: { fileBytes: 99 } });
    expect(() => tree.read('a.yaml')).toThrow(/no readable file/);
  });

  test('an empty directory is an empty tree', async () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, 'empty'));
    expect((await directoryTree(root)).files).toEqual([]);
  });
});

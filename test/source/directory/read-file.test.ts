import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRegularFile } from '../../../src/source/directory/read-file.ts';
import { makeFifo, temporaryDirectory, writeFiles } from '../support/temporary.ts';

test('readRegularFile reads a file and refuses all else without waiting', () => {
  const root = temporaryDirectory();
  writeFiles(root, { 'a.yaml': 'a: 1\n', 'empty.yaml': '', 'directory/x': '' });
  symlinkSync('a.yaml', join(root, 'link.yaml'));
  makeFifo(join(root, 'fifo.yaml'));
  const read = (name: string, limit = 100): unknown => {
    const result = readRegularFile(join(root, name), limit);
    return 'bytes' in result ? [Buffer.from(result.bytes).toString(), result.settled] : result;
  };
  expect(read('a.yaml')).toEqual(['a: 1\n', true]);
  expect(read('a.yaml', 5)).toEqual(['a: 1\n', true]);
  expect(read('a.yaml', 4)).toMatchObject({ tooLarge: 5 });
  expect(read('empty.yaml', 0)).toEqual(['', true]);
  expect(read('fifo.yaml')).toEqual({ reason: 'is not a regular file' });
  expect(read('directory')).toEqual({ reason: 'is not a regular file' });
  expect(read('link.yaml')).toEqual({ reason: 'is a symbolic link that leads back to itself' });
  expect(read('gone.yaml')).toEqual({ reason: 'is gone' });
});

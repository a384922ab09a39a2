import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifest } from '../../compiler/support/small-tree.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

const tidy = manifest('GatewayGroup', 'a', 'labels: { env: dev }');
const untidy = tidy.replace('{ env: dev }', '{env:   "dev"}   # c');
const tidied = tidy.replace('dev }\n', 'dev } # c\n');
const spec = 'openapi: 3.1.0\ninfo:    {title: x,   version: "1"}\n';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-fmt-'));
  await mkdir(join(root, 'sub'));
  const files = { 'tidy.yaml': tidy, 'sub/untidy.yaml': untidy, 'spec.yaml': spec, 'notes.md': untidy };
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const fmt = (...words: string[]): Promise<Ran> => runCommand(['fmt', ...words]);
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

describe('`reshapr fmt`', () => {
  it('lays out manifests and nothing else', async () => {
    const changed = join(root, 'sub/untidy.yaml');
    expect(await fmt(root)).toEqual({ code: 0, out: changed, err: '1 of 2 files changed' });
    expect(await read('sub/untidy.yaml')).toBe(tidied);
    expect([await read('tidy.yaml'), await read('spec.yaml'), await read('notes.md')]).toEqual([
      tidy,
      spec,
      untidy,
    ]);
    expect(await fmt(root)).toEqual({ code: 0, out: '', err: '0 of 2 files changed' });
  });

  it('--check lists what it would change, and changes nothing', async () => {
    const file = join(root, 'sub/untidy.yaml');
    expect(await fmt('--check', root)).toEqual({ code: 1, out: file, err: '1 of 2 files would change' });
    expect(await read('sub/untidy.yaml')).toBe(untidy);
    expect(await fmt('--check', join(root, 'tidy.yaml'))).toMatchObject({ code: 0, out: '' });
  });

  it('leaves files with mistakes alone, and says so', async () => {
    await writeFile(join(root, 'broken.yaml'), `${untidy}a: b: c\n`);
    await writeFile(join(root, 'tags.yaml'), untidy.replace('"dev"', '!!str dev'));
    const { code, out, err } = await fmt(root);
    expect({ code, out }).toEqual({ code: 1, out: join(root, 'sub/untidy.yaml') });
    expect(err).toContain('error RSH1004');
    expect(err).toContain('broken.yaml:6:4');
    expect(err).toContain('tags.yaml is left as it is: it has tags');
    expect(err).toContain('1 of 4 files changed, 1 left as it is, 1 with mistakes');
    expect(await read('broken.yaml')).toBe(`${untidy}a: b: c\n`);
  });

  it('keeps the mode of a file, and writes through a link', async () => {
    const file = join(root, 'sub/untidy.yaml');
    await chmod(file, 0o640);
    await symlink(file, join(root, 'link.yaml'));
    expect(await fmt(join(root, 'link.yaml'))).toMatchObject({ code: 0, out: join(root, 'link.yaml') });
    expect(await read('sub/untidy.yaml')).toBe(tidied);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('tells machines the same', async () => {
    const { code, out } = await fmt('--check', '-o', 'json', root);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      files: 2,
      changed: [join(root, 'sub/untidy.yaml')],
      left: [],
      broken: [],
      written: false,
    });
  });

  it('refuses what is not there', async () => {
    const { code, err } = await fmt(join(root, 'nowhere'));
    expect(code).toBe(1);
    expect(err).toContain('nowhere: no such file or directory');
  });
});

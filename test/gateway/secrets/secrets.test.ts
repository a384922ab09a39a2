import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretFiles } from '../../../src/gateway/secrets/file-secrets.ts';
import { type Secrets, secretsOf } from '../../../src/gateway/secrets/secrets.ts';

let root = '';
const reads: string[] = [];
const files: SecretFiles = {
  realpath: (path) => fs.realpath(path),
  stat: (path) => fs.stat(path),
  readFile: (path) => {
    reads.push(path);
    return fs.readFile(path);
  },
};

beforeAll(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'reshapr-secrets-'));
  await fs.mkdir(join(root, 'secrets/acme/sub'), { recursive: true });
  await fs.mkdir(join(root, 'secrets/other'));
  const write = (path: string, text: string): Promise<void> => fs.writeFile(join(root, path), text);
  await write('outside', 'out');
  await write('secrets/other/key', 'of others');
  await write('secrets/acme/plain', 'value');
  await write('secrets/acme/newline', 'value\n');
  await write('secrets/acme/crlf', 'value\r\n');
  await write('secrets/acme/two', 'value\n\n');
  await write('secrets/acme/sub/key', 'deep');
  await write('secrets/acme/empty', '\n');
  await write('secrets/acme/large', 'x'.repeat(64 * 1024 + 1));
  const link = (target: string, path: string): Promise<void> =>
    fs.symlink(target, join(root, 'secrets', path));
  await link('sub/key', 'acme/inside');
  await link('../../outside', 'acme/outside');
  await link('../other', 'acme/folder');
  await link('nowhere', 'acme/dangling');
  await link('acme', 'alias');
});

afterAll(() => fs.rm(root, { recursive: true }));

function secrets(deniedVariables: readonly string[] = []): Secrets {
  const environment = { TOKEN: 't0ken', USER_NAME: 'me', EMPTY: '', RESHAPR_CTRL_TOKEN: 'no', AWS_KEY: 'no' };
  return secretsOf({ environment, deniedVariables, directory: join(root, 'secrets'), files });
}

describe('references', () => {
  it.each<[string, string, string]>([
    ['a variable', '${env:TOKEN}', 't0ken'],
    ['within text', 'Bearer ${env:TOKEN}!', 'Bearer t0ken!'],
    ['several', '${env:USER_NAME}:${env:TOKEN}${file:plain}', 'me:t0kenvalue'],
    ['none', 'plain $ {text}', 'plain $ {text}'],
    ['something that is none', '${TOKEN} ${env:}', '${TOKEN} ${env:}'],
    ['a file', '${file:plain}', 'value'],
    ['a file that ends its line', '${file:newline}', 'value'],
    ['a file that ends its line in another way', '${file:crlf}', 'value'],
    ['one end of line at most', '${file:two}', 'value\n'],
    ['a file below', '${file:sub/key}', 'deep'],
    ['a link that stays', '${file:inside}', 'deep'],
  ])('%s', async (_, text, expected) => {
    expect(await secrets().resolve(text, 'acme')).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['a variable that is not set', '${env:NOPE}', 'the variable is not set'],
    ['one of every object', '${env:constructor}', 'the variable is not set'],
    ['an empty variable', '${env:EMPTY}', 'the variable is empty'],
    ['a setting of the gateway', '${env:RESHAPR_CTRL_TOKEN}', 'manifests may not read this variable'],
    ['a setting in small letters', '${env:reshapr_ctrl_token}', 'manifests may not read this variable'],
    ['a denied variable', '${env:TOKEN}', 'manifests may not read this variable'],
    ['a denied family', '${env:AWS_KEY}', 'manifests may not read this variable'],
    ['another scheme', '${vault:a/b}', 'only env and file are known'],
    ['no such file', '${file:nope}', 'there is no such file'],
    ['a file as a folder', '${file:plain/key}', 'there is no such file'],
    ['a folder', '${file:sub}', 'it is no file'],
    ['an empty file', '${file:empty}', 'the file is empty'],
    ['a large file', '${file:large}', 'it is larger than 65536 bytes'],
    ['the way up', '${file:../other/key}', 'the path leaves its directory'],
    ['the way up and down', '${file:sub/../plain}', 'the path leaves its directory'],
    ['from the root', '${file:/etc/passwd}', 'the path leaves its directory'],
    ['with a backslash', '${file:..\\other\\key}', 'the path leaves its directory'],
    ['with NUL', '${file:plain\0}', 'the path leaves its directory'],
    ['a link that leaves', '${file:outside}', 'it is a link that leaves its directory'],
    ['a linked folder that leaves', '${file:folder/key}', 'it is a link that leaves its directory'],
    ['a link to nothing', '${file:dangling}', 'there is no such file'],
  ])('%s cannot be resolved', async (_, reference, why) => {
    const resolving = secrets(['TOKEN', 'aws_*']).resolve(`a ${reference}`, 'acme');
    await expect(resolving).rejects.toMatchObject({
      code: 'RSH9111',
      message: `the gateway cannot resolve ${reference}: ${why}`,
    });
  });

  it.each(['..', '.', '', 'a/b', 'acme\\..'])('%j is no organization', async (organization) => {
    await expect(secrets().resolve('${file:plain}', organization)).rejects.toThrow('leaves its directory');
  });

  it('an organization reads its own files only', async () => {
    await expect(secrets().resolve('${file:key}', 'acme')).rejects.toThrow('no such file');
    expect(await secrets().resolve('${file:key}', 'other')).toBe('of others');
    expect(await secrets().resolve('${file:plain}', 'alias')).toBe('value');
  });

  it('no file is read without a directory', async () => {
    const resolving = secretsOf({ environment: {}, files }).resolve('${file:plain}', 'acme');
    await expect(resolving).rejects.toThrow('the gateway has no secrets directory');
  });
});

describe('a file that changes', () => {
  it('is read again, and only then', async () => {
    const path = join(root, 'secrets/acme/rotated');
    const known = secrets();
    const value = (): Promise<string> => known.resolve('${file:rotated}', 'acme');
    await fs.writeFile(path, 'first');
    await fs.utimes(path, 1000, 1000);
    reads.length = 0;
    expect([await value(), await value(), reads.length]).toEqual(['first', 'first', 1]);
    await fs.writeFile(path, 'other');
    await fs.utimes(path, 2000, 2000);
    expect([await value(), await value(), reads.length]).toEqual(['other', 'other', 2]);
    await fs.rm(path);
    await expect(value()).rejects.toThrow('no such file');
  });

  it('by its link, as Kubernetes does it', async () => {
    const base = join(root, 'secrets/acme/mount');
    const known = secrets();
    for (const version of ['one', 'two']) {
      await fs.mkdir(join(base, `..${version}`), { recursive: true });
      await fs.writeFile(join(base, `..${version}/key`), version);
      await fs.symlink(`..${version}`, join(base, '..new'));
      await fs.rename(join(base, '..new'), join(base, '..data'));
      if (version === 'one') await fs.symlink('..data/key', join(base, 'key'));
      expect(await known.resolve('${file:mount/key}', 'acme')).toBe(version);
    }
  });
});

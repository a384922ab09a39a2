import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/kernel/index.ts';
import {
  type PathProbe,
  parseSourceAddress,
  type SourceAddress,
} from '../../../src/source/address/parse-source-address.ts';
import { describeGit, git } from '../support/git.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { problemOf } from '../support/trees.ts';

/** A machine on which only these paths exist. */
const places: Readonly<Record<string, Awaited<ReturnType<PathProbe>>>> = {
  '/work': 'directory',
  '/work/reshapr.d': 'directory',
  '/work/odd#name': 'directory',
  '/work/odd:name': 'directory',
  '/srv/bare.git': 'repository',
  '/work/file.yaml': 'other',
};
const probe: PathProbe = (path) => Promise.resolve(places[path] ?? 'missing');

function parse(text: string): Promise<SourceAddress> {
  return parseSourceAddress(text, { cwd: '/work', probe });
}

const directories: readonly [string, string][] = [
  ['reshapr.d', '/work/reshapr.d'],
  ['./reshapr.d/', '/work/reshapr.d'],
  ['/work', '/work'],
  ['.', '/work'],
  ['/work:reshapr.d', '/work/reshapr.d'],
  ['odd#name', '/work/odd#name'],
  ['odd:name', '/work/odd:name'],
  ['odd:name:sub', '/work/odd:name/sub'],
];

const repositories: readonly [string, string, string | undefined, string | undefined][] = [
  ['reshapr.d#main', '/work/reshapr.d', 'main', undefined],
  ['/work#main:reshapr.d', '/work', 'main', 'reshapr.d'],
  ['/work#:reshapr.d', '/work', undefined, 'reshapr.d'],
  ['/work#', '/work', undefined, undefined],
  ['odd#name#feature/x', '/work/odd#name', 'feature/x', undefined],
  ['/srv/bare.git', '/srv/bare.git', undefined, undefined],
  ['/srv/bare.git:a/b', '/srv/bare.git', undefined, 'a/b'],
  ['/srv/bare.git#v1.2', '/srv/bare.git', 'v1.2', undefined],
  ['git@host:org/repo.git', 'git@host:org/repo.git', undefined, undefined],
  ['git@host:org/repo.git#main:reshapr.d', 'git@host:org/repo.git', 'main', 'reshapr.d'],
  ['git@host:org/repo.git:reshapr.d', 'git@host:org/repo.git', undefined, 'reshapr.d'],
  ['git@[::1]:org/repo.git:x', 'git@[::1]:org/repo.git', undefined, 'x'],
  ['https://host:8443/o/r.git', 'https://host:8443/o/r.git', undefined, undefined],
  ['https://host:8443/o/r.git#main:/a/./b/', 'https://host:8443/o/r.git', 'main', 'a/b'],
  ['https://host:8443/o/r.git:a', 'https://host:8443/o/r.git', undefined, 'a'],
  ['https://u:pw@host:8443/o/r:a', 'https://u:pw@host:8443/o/r', undefined, 'a'],
  ['https://host/@scope/r', 'https://host/@scope/r', undefined, undefined],
  ['ssh://git@host:2222/o/r.git#a/b:c/d', 'ssh://git@host:2222/o/r.git', 'a/b', 'c/d'],
  ['ssh://git@[::1]:22/o/r#m', 'ssh://git@[::1]:22/o/r', 'm', undefined],
  ['file:///srv/bare.git:sub', 'file:///srv/bare.git', undefined, 'sub'],
  ['file:///srv/bare.git#HEAD~1', 'file:///srv/bare.git', 'HEAD~1', undefined],
];

const refused: readonly [string, string, RegExp][] = [
  ['', 'RSH7110', /it is empty/],
  ['-x', 'RSH7110', /begins with '-'/],
  ['ext::sh -c id', 'RSH7110', /helper program/],
  ['a\u0000b', 'RSH7110', /control character/],
  ['ftp://host/x', 'RSH7110', /does not read ftp/],
  ['https://host', 'RSH7110', /names no repository/],
  ['git@host:#main', 'RSH7110', /names no repository/],
  ['https://u:p/w@host/o/r', 'RSH7110', /'https:\/\/host\/o\/r'.*no port/],
  ['host:org/repo.git', 'RSH7110', /there is no directory/],
  ['/work#main:../x', 'RSH7110', /climbs above/],
  ['/work:../x', 'RSH7110', /climbs above/],
  ['https://host/o/r#--upload-pack=x', 'RSH7133', /begins with '-'/],
  ['https://host/o/r#a..b', 'RSH7133', /holds '\.\.'/],
  ['/nowhere', 'RSH7100', /no directory '\/nowhere'/],
  ['/nowhere#main', 'RSH7100', /no directory '\/nowhere'/],
  ['github.com/org/repo', 'RSH7100', /no directory/],
  ['file.yaml', 'RSH7101', /not a directory/],
];

describe('parseSourceAddress', () => {
  test.each(directories)('%s is the directory %s', async (text, directory) => {
    expect(await parse(text)).toEqual({ kind: 'directory', directory, label: text });
  });

  test.each(repositories)('%s is the repository %s', async (text, repository, ref, path) => {
    const parsed = await parse(text);
    expect(parsed).toMatchObject({ kind: 'git', repository });
    expect(parsed.kind === 'git' && [parsed.ref, parsed.path]).toEqual([ref, path]);
  });

  test.each(refused)('%j is refused with %s', async (text, code, message) => {
    expect(await problemOf(parse(text))).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('a label never holds what logs in', async () => {
    const { label } = await parse('https://user:s3cr3t@host/o/r#main');
    expect(label).toBe('https://host/o/r#main');
  });

  test('a hint shows the way from what looks like a URL', async () => {
    expect((await problemOf(parse('github.com/org/repo'))).hint).toMatch(/https:\/\/github\.com\/org\/repo/);
    expect((await problemOf(parse('host:org/repo.git'))).hint).toMatch(/git@host:org\/repo\.git/);
  });

  test('what was put together is taken apart again', async () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
    const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const port = fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined });
    const urls = fc
      .record({
        scheme: fc.constantFrom('https', 'http', 'ssh', 'git'),
        user: fc.constantFrom('', 'git@', 'u:p%40w@'),
        port,
        path,
      })
      .map(
        ({ scheme, user, port: at, path: rest }) =>
          `${scheme}://${user}h.test${at ? `:${at}` : ''}/${rest}.git`,
      );
    const scp = path.map((rest) => `git@h.test:${rest}.git`);
    const optional = fc.option(path, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.oneof(urls, scp), optional, optional, async (repository, ref, sub) => {
        const fragment = ref === undefined ? '' : `#${ref}`;
        const parsed = await parse(`${repository}${fragment}${sub === undefined ? '' : `:${sub}`}`);
        expect(parsed).toMatchObject({ kind: 'git', repository });
        expect(parsed.kind === 'git' && [parsed.ref, parsed.path]).toEqual([ref, sub]);
      }),
    );
  });

  test('any text ends in an address or in a problem', async () => {
    const any = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    const texts = fc.oneof(any, fc.stringMatching(/^[a-z:@#/.-]{0,20}$/));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const outcome = await parse(text).catch((error: unknown) => error);
        const known = outcome instanceof Problem ? /^RSH71/.test(outcome.code) : !(outcome instanceof Error);
        expect(known).toBe(true);
      }),
    );
  });
});

describeGit('parseSourceAddress on a real disk', () => {
  test('knows a bare repository from a directory and from a work tree', async () => {
    const root = temporaryDirectory();
    writeFiles(root, { 'plain/a.yaml': 'a: 1\n' });
    git(root, 'init', '--quiet', '--bare', 'bare.git');
    git(root, 'init', '--quiet', 'work');
    const kinds = await Promise.all(
      ['plain', 'bare.git', 'work', 'work#main'].map(async (text) => {
        const { kind } = await parseSourceAddress(text, { cwd: root });
        return kind;
      }),
    );
    expect(kinds).toEqual(['directory', 'git', 'directory', 'git']);
  });
});

import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeGit, open, remoteRepository, testEnvironment, workRepository } from '../support/git.ts';
import { gitServer } from '../support/git-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { problemOf, textsOf } from '../support/trees.ts';

/** A `PATH` on which only this program is called git. */
function pathWith(script: string): NodeJS.ProcessEnv {
  const bin = temporaryDirectory();
  writeFiles(bin, { git: `#!/bin/sh\n${script}\n` });
  chmodSync(join(bin, 'git'), 0o755);
  return { ...testEnvironment, PATH: `${bin}:${testEnvironment.PATH}` };
}

/** All that lies below a directory, names and bytes. */
function everythingIn(directory: string): string {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return `${path}\n${entry.isFile() ? readFileSync(path, 'latin1') : ''}`;
    })
    .join('\n');
}

describeGit('credentials in an address', () => {
  test('log in, and are in no message, label or file', async () => {
    const { bare } = remoteRepository({ 'a.yaml': '1' });
    const host = await gitServer(dirname(bare), 'bot:s3cr3t-token');
    const cacheDir = temporaryDirectory();
    const repository = await open(`http://bot:s3cr3t-token@${host}/remote.git`, { cacheDir });
    const head = await repository.resolve('main');
    expect(await textsOf(await repository.tree(head))).toEqual({ 'a.yaml': '1' });
    expect(repository.label).toBe(`http://${host}/remote.git`);
    const wrong = await problemOf(repository.resolve('mian'));
    expect(JSON.stringify([wrong, (await repository.tree(head)).label])).not.toContain('s3cr3t');
    expect(everythingIn(cacheDir)).not.toContain('s3cr3t');
  });

  test('that are wrong or missing are refused without a prompt', async () => {
    const host = await gitServer(temporaryDirectory(), 'bot:right-token');
    for (const login of ['bot:wr0ng-token@', 'wr0ng-token@', '']) {
      const repository = await open(`http://${login}${host}/remote.git`);
      const problem = await problemOf(repository.resolve('main'));
      expect(problem).toMatchObject({ code: 'RSH7126', hint: expect.stringContaining('credential helper') });
      expect(JSON.stringify(problem)).not.toContain('wr0ng');
    }
  });
});

describeGit('a remote that fails', () => {
  test.each([
    ['not found', 'RSH7127'],
    ['bad gateway', 'RSH7128'],
  ] as const)('with %s is %s', async (behaviour, code) => {
    const host = await gitServer(temporaryDirectory(), '', behaviour);
    expect(await problemOf((await open(`http://${host}/r.git`)).resolve('main'))).toMatchObject({ code });
  });

  test('says nothing: git is stopped', async () => {
    const host = await gitServer(temporaryDirectory(), '', 'silent');
    const repository = await open(`http://x:s3cr3t-token@${host}/r.git`, { timeoutMs: 200 });
    expect(await problemOf(repository.resolve('main'))).toEqual({
      code: 'RSH7130',
      message: `git said nothing about 'http://${host}/r.git' for 0.2 s and was stopped`,
      hint: expect.any(String),
    });
  });

  test('accepts the connection and nothing more: a caller may give up', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const stop = new AbortController();
    const port = typeof address === 'object' ? address?.port : 0;
    const repository = await open(`git://127.0.0.1:${port}/r.git`, { signal: stop.signal });
    const waiting = repository.resolve('main');
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test.each([
    ['http://127.0.0.1:1/r.git', 'RSH7128'],
    ['http://no-such-host.invalid/r.git', 'RSH7128'],
    ['file:///no/such/repository.git', 'RSH7127'],
  ])('%s is %s', async (url, code) => {
    expect(await problemOf((await open(url)).resolve('main'))).toMatchObject({ code });
  });

  test('is never reached by a helper program, whatever the configuration of the user says', async () => {
    const home = temporaryDirectory();
    writeFiles(home, {
      '.gitconfig': [
        '[protocol "ext"]',
        '  allow = always',
        `[url "ext::touch ${home}/ran #"]`,
        '  insteadOf = https://innocent.invalid/',
      ].join('\n'),
    });
    const repository = await open('https://innocent.invalid/r.git', {
      environment: { ...testEnvironment, HOME: home },
    });
    expect((await problemOf(repository.resolve('main'))).message).toContain("transport 'ext' not allowed");
    expect(readdirSync(home)).toEqual(['.gitconfig']);
  });
});

describeGit('git itself', () => {
  test('is not installed', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const environment = { ...testEnvironment, PATH: temporaryDirectory() };
    expect(await problemOf(open(work, { environment }))).toMatchObject({ code: 'RSH7120' });
    expect(await problemOf((await open('file:///x', { environment })).resolve())).toMatchObject({
      code: 'RSH7120',
    });
  });

  test('is steered by no variable of the environment', async () => {
    const other = workRepository({ 'other.yaml': 'x' });
    const work = workRepository({ 'a.yaml': '1' });
    const environment = {
      ...testEnvironment,
      GIT_DIR: join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: '/nonexistent',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
      GIT_SSH_COMMAND: 'false',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.bare',
      GIT_CONFIG_VALUE_0: 'true',
      EDITOR: 'false',
      LC_ALL: 'de_DE.UTF-8',
    };
    const repository = await open(work, { environment });
    expect(await repository.isDirty()).toBe(false);
    expect(await textsOf(await repository.tree(await repository.resolve()))).toEqual({ 'a.yaml': '1' });
  });

  test('dies at each object: the reader learns why, and the next read is served', async () => {
    const work = workRepository({ 'a.yaml': '1', 'b.yaml': '2' });
    const flag = join(temporaryDirectory(), 'broken');
    const environment = pathWith(
      `if [ "$1" = cat-file ] && [ -e ${flag} ]; then echo "fatal: loose object is corrupt" >&2; exit 128; fi\n` +
        `PATH='${testEnvironment.PATH}' exec git "$@"`,
    );
    const repository = await open(work, { environment });
    const tree = await repository.tree(await repository.resolve());
    writeFiles(dirname(flag), { broken: '' });
    expect(await problemOf(tree.read('a.yaml'))).toMatchObject({
      code: 'RSH7131',
      message: `git failed on '${work}': loose object is corrupt`,
    });
    expect(repository.work.batches).toBe(2);
    rmSync(flag);
    expect(Buffer.from(await tree.read('a.yaml')).toString()).toBe('1');
  });

  test('hangs over an object: the read ends', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const environment = pathWith(
      `if [ "$1" = cat-file ]; then exec sleep 30; fi\nPATH='${testEnvironment.PATH}' exec git "$@"`,
    );
    const repository = await open(work, { environment, timeoutMs: 1000 });
    const tree = await repository.tree(await repository.resolve());
    expect(await problemOf(tree.read('a.yaml'))).toMatchObject({ code: 'RSH7130' });
  });

  test('answers with something else: a problem, not a crash', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const environment = pathWith(
      `if [ "$1" = cat-file ]; then echo nonsense; sleep 5; fi\nPATH='${testEnvironment.PATH}' exec git "$@"`,
    );
    const repository = await open(work, { environment });
    const tree = await repository.tree(await repository.resolve());
    expect(await problemOf(tree.read('a.yaml'))).toMatchObject({
      code: 'RSH7131',
      message: expect.stringContaining("git cat-file said 'nonsense'"),
    });
  });
});

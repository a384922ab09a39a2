import { describe, expect, test } from 'vitest';
import { parseLog } from '../../../src/source/git/commits.ts';
import { gitProblem } from '../../../src/source/git/git-failure.ts';
import { parseListing } from '../../../src/source/git/listing.ts';
import { defaultBranch, parseRemoteRefs, writableNames } from '../../../src/source/git/remote-refs.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);

describe('parseListing', () => {
  test('builds the directories of paths', () => {
    const { objects, directories } = parseListing(
      [
        `100644 blob ${a}      12\tx/y/z.yaml`,
        `100755 blob ${a}       1\tx/a\tb\n.sh`,
        `120000 blob ${b}       7\tlink`,
        `160000 commit ${b}       -\tlib/sub`,
        '',
      ].join('\0'),
    );
    expect(objects.get('x/y/z.yaml')).toEqual({ kind: 'file', object: a, size: 12 });
    expect(objects.get('lib/sub')).toEqual({ kind: 'submodule', object: b, size: 0 });
    expect(directories.get('')).toEqual([
      { name: 'x', kind: 'directory' },
      { name: 'link', kind: 'link' },
      { name: 'lib', kind: 'directory' },
    ]);
    expect(directories.get('x')).toEqual([
      { name: 'y', kind: 'directory' },
      { name: 'a\tb\n.sh', kind: 'file' },
    ]);
  });

  test('an empty tree is a root without entries', () => {
    expect(parseListing('').directories.get('')).toEqual([]);
  });

  test('throws on what is no listing', () => {
    expect(() => parseListing('fatal')).toThrow(/git ls-tree said 'fatal'/);
  });
});

describe('parseLog', () => {
  test('reads commits with and without files', () => {
    const output = [
      `\x01${a}\0Ada\0a@x\x001700000000\0merge\0`,
      `\x01${b}\0B\x1b[31m\0b@x\x001600000000\0odd \x07 subject\0\nx.yaml\0dir/\nodd\0`,
    ].join('\0');
    expect(parseLog(output)).toEqual([
      { sha: a, author: 'Ada', email: 'a@x', time: 1_700_000_000_000, subject: 'merge', files: [] },
      {
        sha: b,
        author: 'B [31m',
        email: 'b@x',
        time: 1_600_000_000_000,
        subject: 'odd   subject',
        files: ['x.yaml', 'dir/\nodd'],
      },
    ]);
  });

  test('no output is no commit', () => {
    expect(parseLog('')).toEqual([]);
  });
});

describe('remote refs', () => {
  test.each([
    [`ref: refs/heads/dev\tHEAD\n${a}\tHEAD\n${a}\trefs/heads/dev\n${b}\trefs/heads/main\n`, 'dev'],
    [`${a}\trefs/heads/trunk\n${b}\trefs/tags/v1\n`, 'trunk'],
    [`${a}\trefs/heads/x\n${b}\trefs/heads/main\n`, 'main'],
    [`${a}\trefs/heads/x\n${b}\trefs/heads/y\n`, undefined],
    ['', undefined],
  ])('of %j the default branch is %s', (output, branch) => {
    expect(defaultBranch(parseRemoteRefs(output))).toBe(branch);
  });

  test('names are suggested as a user writes them', () => {
    const names = ['HEAD', 'refs/heads/a/b', 'refs/tags/v1', 'refs/remotes/origin/x', 'refs/pull/1/head'];
    expect(writableNames(names)).toEqual(['a/b', 'v1', 'x']);
  });
});

describe('gitProblem', () => {
  const subject = { label: 'https://host/r', timeoutMs: 1500, redact: (text: string) => text };
  test.each([
    ["fatal: Authentication failed for 'https://host/r/'", 'RSH7126'],
    ["fatal: could not read Username for 'https://host': terminal prompts disabled", 'RSH7126'],
    ['git@host: Permission denied (publickey).\r\nfatal: Could not read from remote repository.', 'RSH7126'],
    ['remote: HTTP Basic: Access denied', 'RSH7126'],
    ['fatal: unable to access: The requested URL returned error: 403', 'RSH7126'],
    ["remote: Repository not found.\nfatal: repository 'https://host/r/' not found", 'RSH7127'],
    ["fatal: '/x' does not appear to be a git repository\nfatal: Could not read from remote", 'RSH7127'],
    ['fatal: unable to access: The requested URL returned error: 404', 'RSH7127'],
    ["fatal: unable to access 'x': Could not resolve host: nohost", 'RSH7128'],
    ["fatal: unable to access 'x': Failed to connect to host port 443 after 2 ms", 'RSH7128'],
    ['ssh: connect to host h port 22: Connection refused\r\nfatal: Could not read from remote', 'RSH7128'],
    ['ssh: Could not resolve hostname nohost: Name or service not known', 'RSH7128'],
    ['fatal: the remote end hung up unexpectedly', 'RSH7128'],
    ['error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502', 'RSH7128'],
    ['Host key verification failed.\r\nfatal: Could not read from remote repository.', 'RSH7129'],
    ['fatal: unable to access: SSL certificate problem: self-signed certificate', 'RSH7129'],
    ["fatal: detected dubious ownership in repository at '/r'", 'RSH7122'],
    ['fatal: not a git repository (or any of the parent directories): .git', 'RSH7121'],
    ['fatal: write error: No space left on device', 'RSH7131'],
    ['', 'RSH7131'],
  ])('%j is %s', (stderr, code) => {
    expect(gitProblem({ how: 'exit', stderr }, subject).code).toBe(code);
  });

  test('tells the line that says why, on one line and without prefixes', () => {
    const stderr = 'Counting objects: 3\rCounting objects: 9\nwarning: x\nfatal: write error: \x1b[1mfull\n';
    expect(gitProblem({ how: 'exit', stderr }, subject).message).toBe(
      "git failed on 'https://host/r': write error:  [1mfull",
    );
  });

  test.each([
    ['missing', 'RSH7120'],
    ['gone', 'RSH7100'],
    ['timeout', 'RSH7130'],
    ['too-much', 'RSH7131'],
  ] as const)('a process that ended as %s is %s', (how, code) => {
    expect(gitProblem({ how, stderr: '' }, subject).code).toBe(code);
  });
});

import { describe, expect, test } from 'vitest';
import { redactor, withoutCredentials } from '../../../src/source/address/git-url.ts';
import { refFault } from '../../../src/source/address/ref-name.ts';
import { cleanSubPath } from '../../../src/source/address/sub-path.ts';

describe('withoutCredentials', () => {
  test.each([
    ['https://token@host/o/r', 'https://host/o/r'],
    ['https://user:p%40ss@host:8443/o/r#b:p', 'https://host:8443/o/r#b:p'],
    ['https://user:p@ss@host/o/r', 'https://host/o/r'],
    ['https://user:p/ss@host/o/r', 'https://host/o/r'],
    ['https://host:8443/@scope/r', 'https://host:8443/@scope/r'],
    ['ssh://git:pw@host/o/r', 'ssh://git@host/o/r'],
    ['git@host:o/r.git', 'git@host:o/r.git'],
    ['/a/path@x', '/a/path@x'],
  ])('%s is shown as %s', (address, shown) => {
    expect(withoutCredentials(address)).toBe(shown);
  });
});

describe('redactor', () => {
  test.each([
    ['https://bot:s3cr3t-token@host/r', "fatal: unable to access 'https://bot:s3cr3t-token@host/r/'"],
    ['https://s3cr3t-token@host/r', 'remote: bad s3cr3t-token'],
    ['https://bot:s3cr3t%2Dtoken@host/r', 'it was s3cr3t-token'],
    ['https://host/r', "redirected to 'https://x:s3cr3t-token@mirror/r'"],
  ])('of %s leaves no secret', (address, text) => {
    expect(redactor(address)(text)).not.toContain('s3cr3t');
  });
});

describe('refFault', () => {
  test.each(['main', 'feature/x', 'v1.2.3', 'HEAD~1', 'HEAD^', 'ünï', 'a#b', '0123abc'])(
    '%s is a name',
    (ref) => {
      expect(refFault(ref)).toBeUndefined();
    },
  );
  test.each([
    '',
    '-a',
    '--all',
    'a b',
    'a..b',
    'a:b',
    'a?',
    'a*',
    'a[',
    'a\\',
    'a@{1}',
    '/a',
    'a/',
    'a//b',
    'a.lock',
    'a\n',
    'x'.repeat(256),
  ])('%j is none', (ref) => {
    expect(refFault(ref)).toBeDefined();
  });
});

describe('cleanSubPath', () => {
  test.each([
    ['', ''],
    ['.', ''],
    ['/a/', 'a'],
    ['./a//b/.', 'a/b'],
    ['..a', '..a'],
    ['a/../b', undefined],
    ['..', undefined],
  ])('%j is %j', (path, clean) => {
    expect(cleanSubPath(path)).toBe(clean);
  });
});

import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/source/limits.ts';
import { resolveLink } from '../../../src/source/walk/resolve-link.ts';
import { type Walk, walkTree } from '../../../src/source/walk/walk-tree.ts';
import { problemOf } from '../support/trees.ts';
import { memoryView } from './memory-view.ts';

function walk(files: Readonly<Record<string, string>>, limits = {}): Promise<Walk> {
  return walkTree(memoryView(files), { label: 'memory', limits: { ...defaultLimits, ...limits } });
}

describe('walkTree', () => {
  test('lists what can hold manifests or specs, sorted, and nothing else', async () => {
    const listed = ['a.yaml', 'b.yml', 'c.json', 'd.graphql', 'd.graphqls', 'd.gql', 'e.proto', 'e.desc'];
    listed.push('e.binpb', 'e.pb', 'f.js', 'sub/deep/x.yaml', 'sub.d/x.yaml');
    const skipped = [
      'README.md',
      'yaml',
      'x.YAML',
      '.hidden.yaml',
      '.git/config.yaml',
      'node_modules/x.json',
    ];
    skipped.push('dist/x.js', 'sub/dist/x.js', 'x.yaml~', 'x.yaml.swp', '.yaml');
    const files = Object.fromEntries([...skipped, ...listed].map((path) => [path, 'text']));
    const { files: found, unreadable } = await walk(files);
    expect(found.map(({ path }) => path)).toEqual([...listed].sort());
    expect(unreadable).toEqual([]);
  });

  test('follows links inside of the tree, to files and to directories', async () => {
    const { files, unreadable } = await walk({
      'a/real.yaml': 'x',
      'file.yaml': '-> a/real.yaml',
      'b/up.yaml': '-> ../file.yaml',
      dir: '-> a',
      'absolute.yaml': '-> /root/a/real.yaml',
      'kube.yaml': '-> ..data/kube.yaml',
      '..data': '-> ..v1',
      '..v1/kube.yaml': 'x',
      'named.md': '-> a/real.yaml',
      'target.yaml': '-> a/notes.txt',
      'a/notes.txt': 'x',
    });
    expect(files).toEqual([
      { path: 'a/real.yaml', real: 'a/real.yaml' },
      { path: 'absolute.yaml', real: 'a/real.yaml' },
      { path: 'b/up.yaml', real: 'a/real.yaml' },
      { path: 'dir/real.yaml', real: 'a/real.yaml' },
      { path: 'file.yaml', real: 'a/real.yaml' },
      { path: 'kube.yaml', real: '..v1/kube.yaml' },
      { path: 'target.yaml', real: 'a/notes.txt' },
    ]);
    expect(unreadable).toEqual([]);
  });

  test.each([
    ['x.yaml', '-> nowhere.yaml', 'is a symbolic link to nothing'],
    ['x.yaml', '-> ../x.yaml', 'is a symbolic link to a place outside of the tree'],
    ['x.yaml', '-> sub/../../tree/x.yaml', 'is a symbolic link to a place outside of the tree'],
    ['x.yaml', '-> /etc/passwd', 'is a symbolic link to a place outside of the tree'],
    ['x.yaml', '-> x.yaml', 'is a symbolic link that leads back to itself'],
    ['x.yaml', '-> sub/file.yaml/y.yaml', 'is a symbolic link to nothing'],
    ['shared', '-> ../shared', 'is a symbolic link to a place outside of the tree'],
    ['v1.2', '-> gone', 'is a symbolic link to nothing'],
    ['x.yaml', '!special', 'is not a regular file'],
    ['lib', '!submodule', 'is a submodule, whose files are in another repository'],
    ['bad\uFFFD.yaml', 'x', 'has a name that is not valid UTF-8'],
  ])('%s with %j is reported: %s', async (path, content, reason) => {
    const { files, unreadable } = await walk({ [path]: content, 'sub/file.yaml': 'x' });
    expect(unreadable).toEqual([{ path, reason }]);
    expect(files).toHaveLength(1);
  });

  test.each([
    ['README.md', '-> ../README.md'],
    ['socket', '!special'],
    ['.lib', '!submodule'],
    ['.#x.yaml', '-> user@host.123'],
  ])('%s with %j hides no manifest and is passed over', async (path, content) => {
    expect(await walk({ [path]: content })).toEqual({ files: [], unreadable: [] });
  });

  test('a link to a directory that it lies in is reported and not followed', async () => {
    const { files, unreadable } = await walk({
      'a/x.yaml': 'x',
      'a/again': '-> .',
      'a/root': '-> ..',
      'b/to-a': '-> ../a',
      'a/to-b': '-> ../b',
    });
    expect(files.map(({ path }) => path)).toEqual(['a/x.yaml', 'b/to-a/x.yaml']);
    expect(new Set(unreadable.map(({ reason }) => reason))).toEqual(
      new Set(['is a symbolic link to a directory that it lies in']),
    );
  });

  test('has a limit of files and one of entries', async () => {
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`f${at}.yaml`, 'x']));
    expect(await problemOf(walk(files, { files: 9 }))).toMatchObject({
      code: 'RSH7103',
      message: 'memory holds more than 9 files',
    });
    expect(await problemOf(walk(files, { entries: 9 }))).toMatchObject({
      message: 'memory holds more than 9 entries',
    });
  });

  test('links that double at each step end at the limit', async () => {
    const doubling: Record<string, string> = { 'd30/x.yaml': 'x' };
    for (let at = 0; at < 30; at++) {
      doubling[`d${at}/l`] = `-> ../d${at + 1}`;
      doubling[`d${at}/r`] = `-> ../d${at + 1}`;
    }
    expect(await problemOf(walk(doubling, { entries: 1000, files: 1000 }))).toMatchObject({
      code: 'RSH7103',
    });
  });
});

test('a chain of 40 links is followed, one of 41 is not', async () => {
  const chain: Record<string, string> = { 'end.yaml': 'x' };
  for (let at = 1; at <= 41; at++) chain[`l${at}`] = `-> ${at === 1 ? 'end.yaml' : `l${at - 1}`}`;
  const view = memoryView(chain);
  expect(await resolveLink(view, 'l40')).toEqual({ real: 'end.yaml', kind: 'file' });
  expect(await resolveLink(view, 'l41')).toEqual({ reason: 'is a symbolic link that leads back to itself' });
});

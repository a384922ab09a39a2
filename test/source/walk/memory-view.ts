import type { Entry, EntryKind, TreeView } from '../../../src/source/walk/tree-view.ts';

/** A tree in memory: a text is a file, `-> target` a link, `!kind` anything else. */
export function memoryView(files: Readonly<Record<string, string>>): TreeView {
  const kinds = new Map<string, EntryKind>([['', 'directory']]);
  for (const [path, content] of Object.entries(files)) {
    const parts = path.split('/');
    for (let end = 1; end < parts.length; end++) kinds.set(parts.slice(0, end).join('/'), 'directory');
    kinds.set(path, kindOf(content));
  }
  return {
    list: (directory) => {
      const start = directory === '' ? '' : `${directory}/`;
      const entries: Entry[] = [];
      for (const [path, kind] of kinds)
        if (path !== '' && path.startsWith(start) && !path.slice(start.length).includes('/'))
          entries.push({ name: path.slice(start.length), kind });
      return Promise.resolve(entries);
    },
    kindAt: (path) => Promise.resolve(kinds.get(path)),
    linkTarget: (path) => Promise.resolve(files[path]?.replace(/^-> ?/, '')),
    inside: (absolute) => (absolute.startsWith('/root/') ? absolute.slice('/root/'.length) : undefined),
  };
}

function kindOf(content: string): EntryKind {
  if (content.startsWith('->')) return 'link';
  if (content === '!submodule') return 'submodule';
  return content === '!special' ? 'special' : 'file';
}

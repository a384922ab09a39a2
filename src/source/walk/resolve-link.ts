import type { EntryKind, TreeView, Unreadable } from './tree-view.ts';

/** As Linux does (path_resolution(7)). */
const mostHops = 40;

export interface LinkTarget {
  readonly real: string;
  readonly kind: EntryKind;
}

const outside: Unreadable = { reason: 'is a symbolic link to a place outside of the tree' };
const broken: Unreadable = { reason: 'is a symbolic link to nothing' };
const endless: Unreadable = { reason: 'is a symbolic link that leads back to itself' };

/**
 * Follows the link at `path`, and links on its way, without ever leaving the tree: a link that climbs above
 * the root is outside, even when it would come back, since a commit has no name for its root.
 */
export async function resolveLink(view: TreeView, path: string): Promise<LinkTarget | Unreadable> {
  let hops = 0;
  let at: string[] = [];
  let kind: EntryKind = 'directory';
  const ahead = path.split('/').reverse();
  for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
    if (kind !== 'directory') return broken;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (at.pop() === undefined) return outside;
      continue;
    }
    const here = [...at, part].join('/');
    const found = await view.kindAt(here);
    if (found === undefined) return broken;
    if (found === 'link') {
      if (++hops > mostHops) return endless;
      let target = await view.linkTarget(here);
      if (target === undefined || target === '') return broken;
      if (target.startsWith('/')) {
        target = view.inside(target);
        if (target === undefined) return outside;
        at = [];
      }
      ahead.push(...target.split('/').reverse());
    } else {
      at.push(part);
      kind = found;
    }
  }
  return { real: at.join('/'), kind };
}

import { realpath } from 'node:fs/promises';
import { insideOf } from '../directory/disk-view.ts';
import { systemReason } from '../directory/system-error.ts';

/** The links of a watched tree, so that a change of what they lead to is a change of them. */
export interface Links {
  /** Notes a link. Returns the absolute path that it leads to when that lies inside of the root. */
  note(link: string, absolute: string): Promise<string | undefined>;
  forget(link: string): void;
  /** Whether a link leads to this absolute path. */
  leadTo(absolute: string): boolean;
  /** The links that lead to this absolute path. */
  to(absolute: string): Iterable<string>;
}

export function linksOf(root: string): Links {
  const targets = new Map<string, string>();
  const links = new Map<string, Set<string>>();

  function forget(link: string): void {
    const target = targets.get(link);
    if (target === undefined) return;
    targets.delete(link);
    const others = links.get(target);
    others?.delete(link);
    if (others?.size === 0) links.delete(target);
  }

  return {
    async note(link, absolute) {
      forget(link);
      const target = await targetOf(absolute);
      if (target === undefined || insideOf(root, target) === undefined) return undefined;
      targets.set(link, target);
      links.set(target, (links.get(target) ?? new Set()).add(link));
      return target;
    },
    forget,
    leadTo: (absolute) => links.has(absolute),
    to: (absolute) => links.get(absolute) ?? [],
  };
}

async function targetOf(link: string): Promise<string | undefined> {
  try {
    return await realpath(link);
  } catch (error) {
    systemReason(error);
    return undefined;
  }
}

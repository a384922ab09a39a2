import { compareText, problem } from '../../kernel/index.ts';
import type { TreeLimits } from '../limits.ts';
import { isListedFile, isSkipped, mayHideManifests } from '../listed.ts';
import { problems } from '../problems.ts';
import { resolveLink } from './resolve-link.ts';
import type { Entry, EntryKind, TreeView } from './tree-view.ts';

/** A file that the tree lists. `real` is where its bytes lie: another path when a link leads there. */
export interface Found {
  readonly path: string;
  readonly real: string;
}

export interface Walk {
  /** Sorted by path. */
  readonly files: readonly Found[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** A directory to list. `chain` holds the real paths on the way to it, so that a link back is seen. */
interface Place {
  readonly path: string;
  readonly real: string;
  readonly chain: readonly string[];
}

export interface WalkOptions {
  readonly label: string;
  readonly limits: TreeLimits;
  readonly signal?: AbortSignal | undefined;
}

/** Finds the files of a tree. What cannot be read is reported and never ends the walk; only a limit does. */
export async function walkTree(view: TreeView, options: WalkOptions): Promise<Walk> {
  const { label, limits } = options;
  const files: Found[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  const pending: Place[] = [{ path: '', real: '', chain: [''] }];
  let entries = 0;

  async function visit(entry: Entry, place: Place): Promise<void> {
    const path = join(place.path, entry.name);
    const link = entry.kind === 'link' ? await resolveLink(view, join(place.real, entry.name)) : undefined;
    if (link !== undefined && 'reason' in link) {
      if (mayHideManifests(entry.name)) unreadable.push({ path, reason: link.reason });
      return;
    }
    const { real, kind } = link ?? { real: join(place.real, entry.name), kind: entry.kind };
    const reason = obstacle(entry.name, kind, real, place);
    if (reason !== undefined) unreadable.push({ path, reason });
    else if (kind === 'directory') pending.push({ path, real, chain: [...place.chain, real] });
    else if (kind === 'file' && isListedFile(entry.name)) files.push({ path, real });
    if (files.length > limits.files)
      throw problem(problems.tooManyFiles, { label, limit: limits.files, what: 'files' });
  }

  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    options.signal?.throwIfAborted();
    const listed = await view.list(place.real);
    if ('reason' in listed) {
      unreadable.push({ path: place.path, reason: listed.reason });
      continue;
    }
    entries += listed.length;
    if (entries > limits.entries)
      throw problem(problems.tooManyFiles, { label, limit: limits.entries, what: 'entries' });
    for (const entry of listed) if (!isSkipped(entry.name)) await visit(entry, place);
  }
  files.sort((a, b) => compareText(a.path, b.path));
  unreadable.sort((a, b) => compareText(a.path, b.path));
  return { files, unreadable };
}

/** Why an entry that may hold manifests cannot be entered or read; undefined when it can, or does not matter. */
function obstacle(name: string, kind: EntryKind, real: string, place: Place): string | undefined {
  const matters = kind === 'directory' || kind === 'submodule' || isListedFile(name);
  if (!matters) return undefined;
  if (name.includes('\uFFFD')) return 'has a name that is not valid UTF-8';
  if (kind === 'submodule') return 'is a submodule, whose files are in another repository';
  if (kind === 'special') return 'is not a regular file';
  if (kind === 'directory' && place.chain.includes(real))
    return 'is a symbolic link to a directory that it lies in';
  return undefined;
}

function join(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

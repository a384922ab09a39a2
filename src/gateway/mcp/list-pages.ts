import { LRUCache } from 'lru-cache';
import { digestOf } from '../../snapshot/index.ts';
import { lackingScopes, listVariant } from '../access/permitted.ts';
import type { Announced, Surface } from '../surface/surface.ts';
import type { Grant } from './access.ts';
import { type Fault, invalidParams } from './rpc/fault.ts';

/** The lists that a client may ask for, by the field of their results. */
export type ListName = 'tools' | 'prompts' | 'resources' | 'resourceTemplates';

/** The pages of the lists of one surface, as the caller may see it: the sealed entries, joined. */
export type ListPages = (viewer: Viewer, list: ListName, cursor: unknown) => ListPage;

/** Who asks for a list, and of what. */
interface Viewer {
  readonly surface: Surface;
  readonly grant?: Grant | undefined;
}

type ListPage =
  | { readonly type: 'page' /** `"tools":[…],"nextCursor":"…"` */; readonly fields: Buffer }
  | { readonly type: 'refused'; readonly fault: Fault };

/** Sets of scopes whose pages are kept of one list. */
const maxVariants = 64;

/**
 * Cuts the lists of surfaces into pages and keeps them as bytes, for as long as the surface is kept; of tools that not
 * everybody may call, once per set of scopes. A cursor names the content that it belongs to, so that a client which was
 * paging during a change starts over rather than missing entries (2025-11-25, "Pagination").
 */
export function listPages(entriesPerPage: number): ListPages {
  const known = new WeakMap<Surface, Map<ListName, LRUCache<string, readonly Buffer[]>>>();
  return ({ surface, grant }, list, cursor) => {
    const lists = known.get(surface) ?? new Map<ListName, LRUCache<string, readonly Buffer[]>>();
    known.set(surface, lists);
    const variants = lists.get(list) ?? new LRUCache<string, readonly Buffer[]>({ max: maxVariants });
    lists.set(list, variants);
    const variant = list === 'tools' ? listVariant(surface, grant) : '';
    const content = contentOf(surface, list, variant);
    const pages =
      variants.get(variant) ?? cutPages(entriesOf(surface, list, grant), list, content, entriesPerPage);
    variants.set(variant, pages);
    const index = cursor === undefined ? 0 : readCursor(list, content, cursor);
    const fields = index === undefined ? undefined : pages[index];
    if (fields !== undefined) return { type: 'page', fields };
    const message = 'Invalid cursor: the list may have changed; ask for it again without a cursor';
    return { type: 'refused', fault: invalidParams(message) };
  };
}

/** What the pages of a list are cut from; equal for equal pages. */
function contentOf(surface: Surface, list: ListName, variant: string): string {
  const announced: Announced = list === 'resourceTemplates' ? 'resources' : list;
  const digest = surface.listDigests[announced];
  return variant === '' ? digest : digestOf(Buffer.from(`${digest} ${variant}`));
}

function entriesOf(surface: Surface, list: ListName, grant: Grant | undefined): Buffer[] {
  if (list === 'tools')
    return [...surface.tools.values()]
      .filter(({ name }) => lackingScopes(surface, name, grant).length === 0)
      .map(({ entry }) => entry);
  const listed = list === 'resourceTemplates' ? surface.templates : surface[list].values();
  return [...listed].map(({ entry }) => entry);
}

function cutPages(
  entries: readonly Buffer[],
  list: ListName,
  content: string,
  entriesPerPage: number,
): Buffer[] {
  const pages: Buffer[] = [];
  do {
    const end = (pages.length + 1) * entriesPerPage;
    const page = entries.slice(end - entriesPerPage, end);
    const next =
      end < entries.length ? `,"nextCursor":"${writeCursor(list, content, pages.length + 1)}"` : '';
    pages.push(joinPage(list, page, next));
  } while (pages.length * entriesPerPage < entries.length);
  return pages;
}

function joinPage(list: ListName, entries: readonly Buffer[], next: string): Buffer {
  const comma = Buffer.from(',');
  const parts = entries.flatMap((entry, index) => (index === 0 ? [entry] : [comma, entry]));
  return Buffer.concat([Buffer.from(`"${list}":[`), ...parts, Buffer.from(`]${next}`)]);
}

function writeCursor(list: ListName, content: string, page: number): string {
  return Buffer.from(JSON.stringify([list, content, page])).toString('base64url');
}

/** The page that a cursor names; undefined when it is none of this list's. */
function readCursor(list: ListName, content: string, cursor: unknown): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, page] = /^\["\w+","[^"]*",(\d{1,9})\]$/.exec(text) ?? [];
  const index = Number(page);
  return page !== undefined && writeCursor(list, content, index) === cursor ? index : undefined;
}

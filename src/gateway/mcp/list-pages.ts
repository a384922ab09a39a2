import type { Announced, Surface } from '../surface/surface.ts';
import { type Fault, invalidParams } from './rpc/fault.ts';

/** The lists that a client may ask for, by the field of their results. */
export type ListName = 'tools' | 'prompts' | 'resources' | 'resourceTemplates';

/** The pages of the lists of one surface: the sealed entries, joined. */
export type ListPages = (surface: Surface, list: ListName, cursor: unknown) => ListPage;

type ListPage =
  | { readonly type: 'page' /** `"tools":[…],"nextCursor":"…"` */; readonly fields: Buffer }
  | { readonly type: 'refused'; readonly fault: Fault };

/**
 * Cuts the lists of surfaces into pages and keeps them as bytes, for as long as the surface is kept. A cursor names
 * the content that it belongs to, so that a client which was paging during a change starts over rather than
 * missing entries (2025-11-25, "Pagination").
 */
export function listPages(entriesPerPage: number): ListPages {
  const known = new WeakMap<Surface, Map<ListName, readonly Buffer[]>>();
  return (surface, list, cursor) => {
    const lists = known.get(surface) ?? new Map<ListName, readonly Buffer[]>();
    known.set(surface, lists);
    const pages = lists.get(list) ?? cutPages(surface, list, entriesPerPage);
    lists.set(list, pages);
    const index = cursor === undefined ? 0 : readCursor(surface, list, cursor);
    const fields = index === undefined ? undefined : pages[index];
    if (fields !== undefined) return { type: 'page', fields };
    const message = 'Invalid cursor: the list may have changed; ask for it again without a cursor';
    return { type: 'refused', fault: invalidParams(message) };
  };
}

function entriesOf(surface: Surface, list: ListName): Buffer[] {
  const listed = list === 'resourceTemplates' ? surface.templates : surface[list].values();
  return [...listed].map(({ entry }) => entry);
}

function cutPages(surface: Surface, list: ListName, entriesPerPage: number): Buffer[] {
  const entries = entriesOf(surface, list);
  const pages: Buffer[] = [];
  do {
    const end = (pages.length + 1) * entriesPerPage;
    const page = entries.slice(end - entriesPerPage, end);
    const next =
      end < entries.length ? `,"nextCursor":"${writeCursor(surface, list, pages.length + 1)}"` : '';
    pages.push(joinPage(list, page, next));
  } while (pages.length * entriesPerPage < entries.length);
  return pages;
}

function joinPage(list: ListName, entries: readonly Buffer[], next: string): Buffer {
  const comma = Buffer.from(',');
  const parts = entries.flatMap((entry, index) => (index === 0 ? [entry] : [comma, entry]));
  return Buffer.concat([Buffer.from(`"${list}":[`), ...parts, Buffer.from(`]${next}`)]);
}

function writeCursor(surface: Surface, list: ListName, page: number): string {
  const announced: Announced = list === 'resourceTemplates' ? 'resources' : list;
  return Buffer.from(JSON.stringify([list, surface.listDigests[announced], page])).toString('base64url');
}

/** The page that a cursor names; undefined when it is none of this list's. */
function readCursor(surface: Surface, list: ListName, cursor: unknown): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, page] = /^\["\w+","[^"]*",(\d{1,9})\]$/.exec(text) ?? [];
  const index = Number(page);
  return page !== undefined && writeCursor(surface, list, index) === cursor ? index : undefined;
}

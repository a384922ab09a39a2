import type { Surface } from '../surface/surface.ts';
import { type Fault, invalidParams } from './rpc/fault.ts';

/** The pages of `tools/list` of one surface: the sealed entries, joined. */
export type ToolPages = (surface: Surface, cursor: unknown) => ToolPage;

type ToolPage =
  | { readonly type: 'page' /** `"tools":[…],"nextCursor":"…"` */; readonly fields: Buffer }
  | { readonly type: 'refused'; readonly fault: Fault };

/**
 * Cuts the lists of surfaces into pages and keeps them as bytes, for as long as the surface is kept. A cursor names
 * the content that it belongs to, so that a client which was paging during a change starts over rather than
 * missing tools (2025-11-25, "Pagination").
 */
export function toolPages(toolsPerPage: number): ToolPages {
  const known = new WeakMap<Surface, readonly Buffer[]>();
  return (surface, cursor) => {
    const pages = known.get(surface) ?? cutPages(surface, toolsPerPage);
    known.set(surface, pages);
    const index = cursor === undefined ? 0 : readCursor(surface, cursor);
    const fields = index === undefined ? undefined : pages[index];
    if (fields !== undefined) return { type: 'page', fields };
    const message = 'Invalid cursor: the list may have changed; ask for it again without a cursor';
    return { type: 'refused', fault: invalidParams(message) };
  };
}

function cutPages(surface: Surface, toolsPerPage: number): Buffer[] {
  const entries = [...surface.tools.values()].map((tool) => tool.entry);
  const pages: Buffer[] = [];
  do {
    const end = (pages.length + 1) * toolsPerPage;
    const page = entries.slice(end - toolsPerPage, end);
    const next = end < entries.length ? `,"nextCursor":"${writeCursor(surface, pages.length + 1)}"` : '';
    pages.push(joinPage(page, next));
  } while (pages.length * toolsPerPage < entries.length);
  return pages;
}

function joinPage(entries: readonly Buffer[], next: string): Buffer {
  const comma = Buffer.from(',');
  const parts = entries.flatMap((entry, index) => (index === 0 ? [entry] : [comma, entry]));
  return Buffer.concat([Buffer.from('"tools":['), ...parts, Buffer.from(`]${next}`)]);
}

function writeCursor(surface: Surface, page: number): string {
  return Buffer.from(JSON.stringify([surface.toolsDigest, page])).toString('base64url');
}

/** The page that a cursor names; undefined when it is none of this list's. */
function readCursor(surface: Surface, cursor: unknown): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const [, page] = /^\["[^"]*",(\d{1,9})\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const index = Number(page);
  return page !== undefined && writeCursor(surface, index) === cursor ? index : undefined;
}

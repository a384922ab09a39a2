import { isDeepStrictEqual } from 'node:util';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import { json } from '../output/console.ts';

/** Bytes in a result, and what a file of them is called. */
export interface Media {
  readonly what: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** A result for a person: texts as they are, structured content pretty, bytes described or where they were saved. */
export function renderResult(
  { content, structuredContent }: CallToolResult,
  saved: ReadonlyMap<ContentBlock, string>,
): string {
  const parts = content
    .filter((block) => structuredContent === undefined || !repeats(block, structuredContent))
    .map((block) => renderBlock(block, saved.get(block)));
  if (structuredContent !== undefined) parts.push(json(structuredContent));
  return parts.join('\n');
}

/** Servers send structured content as text, too, for older clients; lists are `{ result: […] }` in one and not the other. */
function repeats(block: ContentBlock, structured: Readonly<Record<string, unknown>>): boolean {
  if (block.type !== 'text') return false;
  try {
    const value: unknown = JSON.parse(block.text);
    return isDeepStrictEqual(value, structured) || isDeepStrictEqual({ result: value }, structured);
  } catch {
    return false;
  }
}

function renderBlock(block: ContentBlock, file: string | undefined): string {
  if (block.type === 'text') return block.text;
  if (block.type === 'resource_link') return `[link to ${block.uri}, ${block.name}]`;
  const media = mediaOf(block);
  if (media === undefined)
    return block.type === 'resource' && 'text' in block.resource ? block.resource.text : '';
  const where = file === undefined ? 'save it with --save <dir>' : `saved as ${file}`;
  return `[${media.what}, ${media.mimeType}, ${media.bytes.length} bytes: ${where}]`;
}

/** The bytes of a block; undefined for one of text. */
export function mediaOf(block: ContentBlock): Media | undefined {
  if (block.type === 'image' || block.type === 'audio')
    return { what: block.type, mimeType: block.mimeType, bytes: Buffer.from(block.data, 'base64') };
  if (block.type !== 'resource' || !('blob' in block.resource)) return undefined;
  const { blob, mimeType = 'application/octet-stream' } = block.resource;
  return { what: 'file', mimeType, bytes: Buffer.from(blob, 'base64') };
}

/** `image/svg+xml` → `svg`; `bin` for what has no short name. */
export function extensionOf(mimeType: string): string {
  const subtype = /^[^/]+\/(?:x-)?([a-z0-9]+)/i.exec(mimeType)?.[1]?.toLowerCase() ?? 'bin';
  const short: Readonly<Record<string, string>> = { jpeg: 'jpg', octet: 'bin', mpeg: 'mp3', plain: 'txt' };
  return short[subtype] ?? subtype;
}

/** Text of a server without what would steer a terminal. */
export function harmless(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, '�');
}

import { isUtf8 } from 'node:buffer';
import type { FetchedContent } from '../../surface/fetched-content.ts';
import { textOfContent } from '../decode.ts';

type Content = Extract<FetchedContent, { readonly type: 'content' }>['content'];

/**
 * Bytes as MCP carries them ("Resource Contents"): text where the media type says so, or where there is none and they
 * are UTF-8; anything else in Base64.
 */
export function contentOf(bytes: Buffer, mediaType: string | undefined): Content {
  const text = isText(bytes, mediaType) ? textOfContent(bytes, mediaType) : undefined;
  return text === undefined ? { blob: bytes.toString('base64') } : { text };
}

function isText(bytes: Buffer, mediaType: string | undefined): boolean {
  if (mediaType === undefined) return isUtf8(bytes) && !bytes.includes(0);
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('text/')) return true;
  return /^(application|image)\/.*\b(json|yaml|xml|javascript|ndjson)$/.test(type);
}

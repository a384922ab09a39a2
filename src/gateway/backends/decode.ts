import { isUtf8 } from 'node:buffer';
import { promisify, TextDecoder } from 'node:util';
import { brotliDecompress, gunzip, type InputType, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import type { MediaPart } from '../surface/call-result.ts';
import type { Answer } from './exchange.ts';
import { type CallFailure, failures } from './failure.ts';

/** What `decodeContent` can undo, for `Accept-Encoding`. */
export const acceptedEncodings = 'gzip, deflate, br';

type Decoder = (data: InputType, options: Pick<ZlibOptions, 'maxOutputLength'>) => Promise<Buffer>;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: inflateEither,
  br: promisify(brotliDecompress),
};

/** Encodings that may be applied one after the other; more than one is rare, and more than this an attack. */
const maxLayers = 3;

/** The content of an answer without its content encodings (RFC 9110, 8.4), never more than `maxBytes` at any step. */
export async function decodeContent(answer: Answer, maxBytes: number): Promise<Buffer | CallFailure> {
  const encoding = answer.headers['content-encoding'];
  if (encoding === undefined || answer.body.length === 0) return answer.body;
  const layers = String(encoding)
    .split(',')
    .map((layer) => layer.trim().toLowerCase())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > maxLayers) return failures.undecodable(layers.join(', '));
  let content = answer.body;
  for (const layer of layers.reverse()) {
    const decoder = Object.hasOwn(decoders, layer) ? decoders[layer] : undefined;
    if (decoder === undefined) return failures.undecodable(layer);
    try {
      content = await decoder(content, { maxOutputLength: maxBytes });
    } catch (error) {
      const isTooLarge = error instanceof RangeError;
      return isTooLarge ? failures.tooLarge(maxBytes) : failures.undecodable(layer);
    }
  }
  return content;
}

/** `deflate` means zlib (RFC 9110, 8.4.1.2), but some servers send the bare stream. */
function inflateEither(data: InputType, options: Pick<ZlibOptions, 'maxOutputLength'>): Promise<Buffer> {
  const hasHeader = Buffer.isBuffer(data) && ((data[0] ?? 0) & 0x0f) === 8;
  return promisify(hasHeader ? inflate : inflateRaw)(data, options);
}

/** An image or a sound that MCP has a form for; undefined for everything else, and for images that are text (SVG). */
export function mediaTypeOf(contentType: string | undefined): Omit<MediaPart, 'data'> | undefined {
  const [, mimeType = '', kind] = /^\s*((image|audio)\/[^\s;,]+)/i.exec(contentType ?? '') ?? [];
  if (kind === undefined || /\+xml$/i.test(mimeType)) return undefined;
  return { type: kind.toLowerCase() === 'image' ? 'image' : 'audio', mimeType: mimeType.toLowerCase() };
}

/** Content as text, or undefined when it is something that no text can show. */
export function textOfContent(content: Buffer, contentType: string | undefined): string | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (/^(image|audio|video|font)\/(?!.*\+xml$)/.test(type)) return undefined;
  const isTextual = /^text\/|^application\/(json|xml|javascript|yaml)$|\+(json|xml|yaml)$/.test(type);
  if (!isTextual && (!isUtf8(content) || content.includes(0))) return undefined;
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8);
  return decoderFor(charset?.replaceAll('"', '')).decode(content);
}

const utf8 = new TextDecoder();

function decoderFor(charset: string | undefined): TextDecoder {
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}

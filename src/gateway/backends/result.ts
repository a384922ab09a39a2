import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import { isJsonObject } from '../../kernel/index.ts';
import type { ToolOf } from '../../snapshot/index.ts';
import { isDeeperThan } from '../mcp/call/nesting.ts';
import type { CallResult, MediaPart, TextPart } from '../surface/call-result.ts';
import { mediaTypeOf, textOfContent } from './decode.ts';
import type { CallFailure } from './failure.ts';

/** What a tool promises: some text, a JSON object, or any JSON, given as `{result: …}`. */
export type Promised = 'text' | 'object' | 'wrapped';

export function promisedBy(tool: Pick<ToolOf<'http'>, 'outputSchema' | 'call'>): Promised {
  if (tool.outputSchema === undefined) return 'text';
  return tool.call.wrapResult === true ? 'wrapped' : 'object';
}

/** An answer whose content is decoded. */
export interface DecodedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly content: Buffer;
}

/** A call's result without the time that it took. */
export type Result = Omit<CallResult, 'upstreamMs'>;

/** Levels of objects and lists in an answer; what is deeper cannot be walked safely, here or by a client. */
export const deepest = 256;
export const tooDeep = `The backend's answer is nested more than ${deepest} levels deep.`;

/** A failed call as the client sees it. */
export function failedResult({ text }: Pick<CallFailure, 'text'>): Result {
  return { content: [{ type: 'text', text }], isError: true };
}

/**
 * An answer as the client sees it: the body as text, as an image or as audio, with `structuredContent` when the tool
 * promises it (MCP, "Structured Content"). A status of 400 and above is an error, and so is an answer that breaks the promise.
 */
export function answeredResult(answer: DecodedAnswer, promised: Promised): Result {
  const { status, headers, content } = answer;
  const type = headers['content-type'];
  const text = textOfContent(content, type);
  if (status >= 300 && status < 400 && headers.location !== undefined)
    return texts(
      [`${statusLine(status)} and points to ${headers.location}, which is not followed.`],
      promised !== 'text',
    );
  const media = mediaTypeOf(type);
  if (status < 400 && promised === 'text' && content.length > 0 && media !== undefined)
    return { content: [{ ...media, data: content.toString('base64') }], isError: false };
  const shown = content.length === 0 ? emptyNote(status, headers) : (text ?? binaryNote(answer));
  if (status >= 400 || promised === 'text') return texts([shown], status >= 400);

  const value = content.length === 0 || text === undefined ? undefined : parseJson(text);
  if (value === undefined) {
    const found = content.length === 0 ? 'it is empty' : `its type is ${type ?? 'unknown'}`;
    return texts([`The backend's answer is not the JSON that the tool promises: ${found}.`, shown], true);
  }
  if (isDeeperThan(value.json, deepest)) return texts([tooDeep], true);
  if (promised === 'wrapped') return { ...texts([shown], false), structuredContent: { result: value.json } };
  if (isJsonObject(value.json)) return { ...texts([shown], false), structuredContent: value.json };
  return texts(["The backend's answer is not the JSON object that the tool promises.", shown], true);
}

function texts(parts: readonly string[], isError: boolean): Result {
  return { content: parts.map((text) => ({ type: 'text', text })), isError };
}

function statusLine(status: number): string {
  return `The backend answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

function emptyNote(status: number, headers: IncomingHttpHeaders): string {
  const challenge = status === 401 ? headers['www-authenticate'] : undefined;
  if (challenge === undefined) return `${statusLine(status)}, without a body.`;
  return `${statusLine(status)} and asks for: ${[challenge].flat().join(', ')}`;
}

function binaryNote({ headers, content }: DecodedAnswer): string {
  return bytesNote(content.length, headers['content-type'] ?? 'unknown type');
}

function bytesNote(bytes: number, type: string): string {
  return `The backend answered with ${bytes} bytes of ${type}, which cannot be shown as text.`;
}

/** A part of a result where only text can be taken. */
export function textOfPart(part: TextPart | MediaPart): string {
  if (part.type === 'text') return part.text;
  return bytesNote(Buffer.byteLength(part.data, 'base64'), part.mimeType);
}

/** Undefined when the text is no JSON. */
function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

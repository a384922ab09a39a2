import { isJsonObject, problem } from '../../../kernel/index.ts';
import type { FormEncoding, HttpBody } from '../../../snapshot/index.ts';
import { argumentRefused } from '../problems.ts';
import { argumentOf, type ToolArguments } from './arguments.ts';
import { bytesOfBase64 } from './base64.ts';
import { textOf } from './flatten.ts';
import { multipartBody } from './multipart.ts';
import { queryPairs } from './query.ts';

/** A body as it is sent, and what it says it is. */
export interface RequestBody {
  readonly content: string | Buffer;
  readonly contentType: string;
}

/**
 * The body of a request, or undefined when it has none. `named` are the arguments that are parts of the request
 * elsewhere, so that they are no rest.
 */
export function requestBody(
  body: HttpBody,
  args: ToolArguments,
  named: ReadonlySet<string>,
): RequestBody | undefined {
  const { contentType, encoding, whole } = body;
  const value = whole === undefined ? spreadContent(body, args, named) : wholeContent(body, whole, args);
  if (value === undefined) return undefined;
  switch (encoding) {
    case 'json':
      return text(contentType, JSON.stringify(value));
    case 'form':
      return text(contentType, formText(body, value));
    case 'text':
      return text(contentType, textOf(value));
    case 'base64':
      return { content: bytesOfBase64(whole ?? 'body', value), contentType };
    case 'multipart': {
      const { boundary, bytes } = multipartBody(body, isJsonObject(value) ? value : {}, args);
      return { content: bytes, contentType: `${contentType}; boundary=${boundary}` };
    }
  }
}

/** Text has no agreed charset of its own (RFC 9110, 8.3.2), so what is not ASCII says which it is in. */
function text(declared: string, content: string): RequestBody {
  const isAmbiguous = /^text\/[^;]+$/i.test(declared) && /\P{ASCII}/u.test(content);
  return { content, contentType: isAmbiguous ? `${declared}; charset=utf-8` : declared };
}

function wholeContent(body: HttpBody, argument: string, args: ToolArguments): unknown {
  const content = argumentOf(args, argument);
  if (content === undefined && body.required) throw problem(argumentRefused, { argument, why: 'is missing' });
  return content;
}

/** The object that the arguments are properties of. Nothing is sent when all of them are left out and may be. */
function spreadContent(
  body: HttpBody,
  args: ToolArguments,
  named: ReadonlySet<string>,
): Record<string, unknown> | undefined {
  const declared = (body.properties ?? []).map(({ argument, property }) => [
    property,
    argumentOf(args, argument),
  ]);
  const rest = body.rest === true ? Object.entries(args).filter(([argument]) => !named.has(argument)) : [];
  const given = [...declared, ...rest].filter(([, value]) => value !== undefined);
  return given.length === 0 && !body.required ? undefined : Object.fromEntries(given);
}

/** OpenAPI 3.1, 4.8.15.2: by style where the spec names one, else by content and then as RFC 1866 encodes a form. */
function formText(body: HttpBody, content: unknown): string {
  if (!isJsonObject(content)) return textOf(content);
  const encodings = new Map(Object.entries(body.encodings ?? {}));
  return Object.entries(content)
    .flatMap(([property, value]) => formPairs(property, encodings.get(property), value))
    .join('&');
}

function formPairs(property: string, encoding: FormEncoding | undefined, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (encoding?.style === 'json') return [pair(property, JSON.stringify(value))];
  if (encoding?.style === 'text') return [pair(property, textOf(value))];
  if (encoding !== undefined) return queryPairs(property, encoding, value);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((item) => pair(property, textOf(item)));
}

function pair(name: string, text: string): string {
  return new URLSearchParams([[name, text]]).toString();
}

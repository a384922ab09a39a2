import { createHash } from 'node:crypto';
import type { BodyPart, HttpBody } from '../../../snapshot/index.ts';
import { argumentOf, type ToolArguments } from './arguments.ts';
import { bytesOfBase64 } from './base64.ts';
import { delimiterOf } from './delimiters.ts';
import { textOf } from './flatten.ts';
import { headerValue } from './headers.ts';
import { styledPairs } from './query.ts';

interface Part {
  readonly name: string;
  readonly headers: readonly string[];
  readonly content: Buffer;
  readonly file?: string;
}

/** A multipart body: its bytes, and the boundary that is in none of its parts. */
export interface Multipart {
  readonly boundary: string;
  readonly bytes: Buffer;
}

/**
 * Writes a `multipart/form-data` body (RFC 7578): one part for each property and for each item of a list. The boundary
 * is made of the content alone, so that equal calls give equal bytes and nobody can write a part that holds it.
 */
export function multipartBody(
  body: HttpBody,
  content: Readonly<Record<string, unknown>>,
  args: ToolArguments,
): Multipart {
  const argumentNames = new Map(body.properties?.map(({ argument, property }) => [property, argument]));
  const hows = new Map(Object.entries(body.parts ?? {}));
  const parts = Object.entries(content).flatMap(([property, value]) =>
    partsOf(property, argumentNames.get(property) ?? property, hows.get(property) ?? {}, value, args),
  );
  const hash = createHash('sha256');
  for (const part of parts) hash.update(head(part)).update(part.content);
  const boundary = `reshapr-${hash.digest('hex').slice(0, 40)}`;
  const written = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${head(part)}\r\n\r\n`),
    part.content,
    Buffer.from('\r\n'),
  ]);
  return { boundary, bytes: Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]) };
}

function partsOf(
  property: string,
  argument: string,
  how: BodyPart,
  value: unknown,
  args: ToolArguments,
): Part[] {
  if (value === undefined || value === null) return [];
  const headers = headersOf(how, args);
  if (how.style !== undefined) {
    const { plain } = delimiterOf(how.style.style);
    return styledPairs(property, how.style, value).map(({ name, texts }) => ({
      name,
      headers,
      content: Buffer.from(texts.join(plain)),
    }));
  }
  const items = (Array.isArray(value) ? value : [value]).filter(
    (item) => item !== undefined && item !== null,
  );
  return items.map((item, index): Part => {
    const type = how.contentType ?? (typeof item === 'object' ? 'application/json' : undefined);
    const file = fileName(how, index, items.length, args);
    return {
      name: property,
      headers: type === undefined ? headers : [`Content-Type: ${type}`, ...headers],
      content: contentOf(argument, how, item),
      ...(file === undefined ? {} : { file }),
    };
  });
}

function contentOf(argument: string, how: BodyPart, item: unknown): Buffer {
  if (how.as === 'base64') return bytesOfBase64(argument, item);
  return Buffer.from(how.as === 'json' ? JSON.stringify(item) : textOf(item));
}

function headersOf(how: BodyPart, args: ToolArguments): string[] {
  return (how.headers ?? []).flatMap(({ name, argument = '', explode = false, value }) => {
    const given = value ?? headerValue({ argument, style: 'simple', explode }, argumentOf(args, argument));
    // A header carries bytes as characters; here they are those of UTF-8 again.
    return given === undefined ? [] : [`${name}: ${Buffer.from(given, 'latin1').toString('utf8')}`];
  });
}

/** Names of several files are a list too; those that it lacks are numbered. */
function fileName(how: BodyPart, index: number, count: number, args: ToolArguments): string | undefined {
  if (how.file === undefined) return undefined;
  const given = argumentOf(args, how.file.argument);
  const name: unknown = Array.isArray(given) ? given[index] : given;
  if (typeof name === 'string' && name !== '') return name;
  return count === 1 ? how.file.name : `${how.file.name}-${index + 1}`;
}

function head({ name, headers, file }: Part): string {
  const filename = file === undefined ? '' : `; filename="${escaped(file)}"`;
  return [`Content-Disposition: form-data; name="${escaped(name)}"${filename}`, ...headers].join('\r\n');
}

/** Names as browsers write them (HTML, "multipart/form-data encoding algorithm"): UTF-8, and three characters escaped. */
function escaped(name: string): string {
  return name.toWellFormed().replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

import { isJsonObject, type Json } from '../../../../kernel/index.ts';
import type { BodyPart, JsonSchema } from '../../../../snapshot/index.ts';
import type { Node } from '../resolve.ts';
import { styleNamed } from '../styles.ts';
import { contentSchema, type FileSchema, fileSchema } from './files.ts';
import { isJsonType, isTextType } from './media-types.ts';
import { partHeaders } from './part-headers.ts';
import type { Reading } from './reading.ts';

/** How one property of a multipart body travels. */
export interface PartReading {
  /** The argument, where it is not what the property's schema says. */
  readonly schema?: JsonSchema;
  /** Adds the arguments that the part has besides its content; undefined when it goes by the defaults. */
  complete(argument: string): BodyPart | undefined;
}

/**
 * Reads a property of a multipart body by its schema and its Encoding Object (OpenAPI 3.1, 4.8.15): the content of a
 * file, something in a media type of its own, something by a style, or a plain text.
 */
export function readPart(
  property: string,
  node: Node,
  encoding: Node | undefined,
  reading: Reading,
): PartReading {
  const { resolver } = reading;
  const object = isJsonObject(encoding?.value) ? encoding.value : {};
  // 3.0 has styles for forms that are no multipart bodies only.
  const isStyled = ['style', 'explode', 'allowReserved'].some((field) => object[field] !== undefined);
  if (encoding !== undefined && isStyled && resolver.dialect !== '3.0') {
    const style = styleNamed(property, 'query', object['style'], encoding, resolver);
    const explode = typeof object['explode'] === 'boolean' ? object['explode'] : style === 'form';
    return { complete: () => withHeaders({ style: { style, explode } }, encoding, reading) };
  }
  const given = typeOf(object['contentType']);
  const schema = resolver.follow(node)?.value;
  const marked = fileSchema(node, resolver);
  const file = marked ?? (given === undefined || !isFileType(given, schema) ? undefined : plainFile(schema));
  if (file !== undefined) return filePart(property, file, given, encoding, reading);
  if (given === undefined)
    return { complete: () => withHeaders(transferEncoding(schema), encoding, reading) };
  const part: BodyPart = isJsonType(given) ? { contentType: given, as: 'json' } : { contentType: given };
  const isText = isJsonType(given) || (isJsonObject(schema) && isScalar(schema['type']));
  return {
    ...(isText ? {} : { schema: contentSchema(given, plainFile(schema)) }),
    complete: () => withHeaders(part, encoding, reading),
  };
}

function filePart(
  property: string,
  file: FileSchema,
  given: string | undefined,
  encoding: Node | undefined,
  reading: Reading,
): PartReading {
  const type = given ?? file.mediaType ?? 'application/octet-stream';
  const name: JsonSchema = { type: 'string' };
  const names: JsonSchema = {
    ...(file.isList ? { type: 'array', items: name } : name),
    description: file.isList ? `Names of the files in '${property}'.` : `Name of the file in '${property}'.`,
  };
  return {
    schema: contentSchema(type, file),
    complete: (argument) => {
      const nameArgument = reading.args.add(`${argument}_filename`, 'body', names, false);
      const part: BodyPart = {
        contentType: type,
        ...(isTextType(type) ? {} : { as: 'base64' }),
        file: { argument: nameArgument, name: property },
      };
      return withHeaders(part, encoding, reading);
    },
  };
}

/** The first media type that is no range; a range leaves the choice to whoever sends. */
function typeOf(given: Json | undefined): string | undefined {
  if (typeof given !== 'string') return undefined;
  const types = given.split(',').map((type) => type.trim());
  return types.find((type) => type !== '' && !type.includes('*')) ?? 'application/octet-stream';
}

/** A type that no text can be, of a property that is not said to be anything else than a text. */
function isFileType(type: string, schema: Json | undefined): boolean {
  if (isJsonType(type) || isTextType(type) || !isJsonObject(schema)) return false;
  const { type: own, items } = schema;
  if (own === 'array')
    return isJsonObject(items) && (items['type'] === undefined || items['type'] === 'string');
  return own === undefined || own === 'string';
}

function plainFile(schema: Json | undefined): FileSchema {
  const { type, description } = isJsonObject(schema) ? schema : {};
  return {
    isList: type === 'array',
    description: typeof description === 'string' ? description : undefined,
    mediaType: undefined,
  };
}

function isScalar(type: Json | undefined): boolean {
  return [type].flat().every((each) => each !== undefined && each !== 'object' && each !== 'array');
}

/** Text that stands for bytes says so (OpenAPI 3.1, "Encoding multipart Media Types"). */
function transferEncoding(schema: Json | undefined): BodyPart {
  const { format, contentEncoding } = isJsonObject(schema) ? schema : {};
  const name = 'Content-Transfer-Encoding';
  if (typeof contentEncoding === 'string')
    return { contentType: 'application/octet-stream', headers: [{ name, value: contentEncoding }] };
  return format === 'byte' ? { headers: [{ name, value: 'base64' }] } : {};
}

function withHeaders(part: BodyPart, encoding: Node | undefined, reading: Reading): BodyPart | undefined {
  const headers = [...(part.headers ?? []), ...partHeaders(encoding, reading)];
  const whole = headers.length === 0 ? part : { ...part, headers };
  return Object.keys(whole).length === 0 ? undefined : whole;
}

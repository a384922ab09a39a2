import { isJsonObject } from '../../../../kernel/index.ts';
import type { JsonSchema } from '../../../../snapshot/index.ts';
import type { Node, Resolver } from '../resolve.ts';
import { isTextType } from './media-types.ts';

/** A value that stands for the content of a file. */
export interface FileSchema {
  readonly isList: boolean;
  /** How many there may be, of a list. */
  readonly limits?: JsonSchema;
  readonly description: string | undefined;
  /** What the schema says that the content is. */
  readonly mediaType: string | undefined;
}

/**
 * Reads a schema that says its value is the content of a file: `format: binary` in 2.0 and 3.0, `contentMediaType`
 * without `contentEncoding` in 3.1 (OpenAPI 3.1, 4.8.14.3), or a list of these. Undefined for any other.
 */
export function fileSchema(schema: Node, resolver: Resolver): FileSchema | undefined {
  const node = resolver.follow(schema);
  if (node === undefined || !isJsonObject(node.value)) return undefined;
  const { type, format, contentMediaType, contentEncoding, description } = node.value;
  const text = typeof description === 'string' ? description : undefined;
  if (type === 'array') {
    const items = resolver.child(node, 'items');
    const item = items === undefined ? undefined : fileSchema(items, resolver);
    if (item === undefined || item.isList) return undefined;
    const limits = Object.entries(node.value).filter(
      ([key, value]) => isLimit(key) && typeof value === 'number',
    );
    return {
      ...item,
      isList: true,
      limits: Object.fromEntries(limits),
      description: text ?? item.description,
    };
  }
  if (![type].flat().every((each) => each === undefined || each === 'string' || each === 'null'))
    return undefined;
  const isMarked =
    format === 'binary' ||
    (resolver.dialect === '3.1' && typeof contentMediaType === 'string' && contentEncoding === undefined);
  if (!isMarked) return undefined;
  return {
    isList: false,
    description: text,
    mediaType: typeof contentMediaType === 'string' ? contentMediaType : undefined,
  };
}

function isLimit(keyword: string): boolean {
  return keyword === 'minItems' || keyword === 'maxItems';
}

/** Whether a body is a file, or has one among its properties. */
export function hasFile(schema: Node | undefined, resolver: Resolver): boolean {
  const node = schema === undefined ? undefined : resolver.follow(schema);
  if (node === undefined) return false;
  if (fileSchema(node, resolver) !== undefined) return true;
  const properties = resolver.child(node, 'properties');
  if (properties === undefined || !isJsonObject(properties.value)) return false;
  return Object.keys(properties.value).some(
    (name) => fileSchema(resolver.child(properties, name) as Node, resolver) !== undefined,
  );
}

/** The argument that is the content of a file: its text, or its bytes in base64. */
export function contentSchema(type: string, file: Partial<FileSchema>): JsonSchema {
  const how = isTextType(type)
    ? { type: 'string', contentMediaType: type }
    : { type: 'string', contentEncoding: 'base64', contentMediaType: type };
  const description = file.description === undefined ? {} : { description: file.description };
  if (file.isList !== true) return { ...how, ...description };
  return { type: 'array', items: how, ...file.limits, ...description };
}

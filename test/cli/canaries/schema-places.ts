import { z } from 'zod';

/** A JSON Schema as far as a walk looks at it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema | boolean;
}

const documentSchema = z.record(z.string(), z.unknown());

/**
 * Every place of a published schema where a person may write a text of their own: `spec.secrets[].token`; `*` is any
 * name. What takes any value takes a text, too.
 */
export function textPlaces(published: string): string[] {
  const document = documentSchema.parse(JSON.parse(published));
  const places = new Set<string>();

  function resolve(ref: string): Schema {
    let found: unknown = document;
    for (const part of ref.replace('#/', '').split('/')) found = documentSchema.parse(found)[part];
    return found as Schema;
  }

  function walk(schema: Schema, place: string, seen: ReadonlySet<string>): void {
    if (schema.$ref !== undefined) {
      if (!seen.has(schema.$ref)) walk(resolve(schema.$ref), place, new Set([...seen, schema.$ref]));
      return;
    }
    for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      walk(each, place, seen);
    const isText = schema.type === 'string' && schema.const === undefined && schema.enum === undefined;
    if (isText || Object.keys(schema).length === 0) places.add(place);
    for (const [name, each] of Object.entries(schema.properties ?? {}))
      walk(each, place === '' ? name : `${place}.${name}`, seen);
    if (typeof schema.additionalProperties === 'object')
      walk(schema.additionalProperties, `${place}.*`, seen);
    if (typeof schema.items === 'object') walk(schema.items, `${place}[]`, seen);
  }

  walk(document, '', new Set());
  return [...places].sort();
}

/** A document with a value at a place, and around it what is there already. */
export function withValueAt(document: unknown, place: string, value: unknown): unknown {
  return withValue(document, place.replaceAll('[]', '.[]').split('.'), value);
}

function withValue(there: unknown, path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (first === '[]') return [withValue(Array.isArray(there) ? there[0] : undefined, rest, value)];
  const object = documentSchema.safeParse(there).data ?? {};
  const name = first === '*' ? 'ANY_KEY' : first;
  return { ...object, [name]: withValue(object[name], rest, value) };
}

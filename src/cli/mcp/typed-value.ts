import type { Json, JsonObject } from '../../kernel/index.ts';
import { resolved, typeOf, typesOf } from './schema-types.ts';

/** The value that a text stands for, or what the schema wants instead. */
export type Typed = { readonly value: Json } | { readonly wants: string };

/** Reads a text as what the schema allows: as JSON where that has an allowed type, else as the text itself. */
export function typedValue(text: string, schema: Json | undefined, root: JsonObject): Typed {
  const types = typesOf(schema, root);
  const any = types.size === 0;
  if (types.size === 1 && types.has('string')) return { value: text };
  const parsed = jsonOf(text);
  if (parsed !== undefined && (any || fits(typeOf(parsed), types))) return { value: parsed };
  if (any || types.has('string')) return { value: text };
  if (types.has('array')) {
    const item = typedValue(text, resolved(schema, root)['items'], root);
    if ('value' in item) return { value: [item.value] };
  }
  return { wants: described(types) };
}

function fits(type: string, types: ReadonlySet<string>): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const words: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a JSON object',
  array: 'a JSON array',
  null: 'null',
};

function described(types: ReadonlySet<string>): string {
  return [...types].map((type) => words[type] ?? type).join(', or ');
}

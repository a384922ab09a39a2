import { isJsonObject, type Json, type JsonObject } from '../../kernel/index.ts';
import { fieldsOf, resolved, typesOf } from './schema-types.ts';

/** One argument of a tool, in words. */
export interface ShownArgument {
  readonly name: string;
  /** `integer`, `array of string`, `"a" or "b"`, `any`. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** Choices that are written out; of more, the number. */
const most = 8;

/** The arguments that an input schema names, required ones first. */
export function describeArguments(schema: JsonObject): ShownArgument[] {
  const { properties, required } = fieldsOf(schema, schema);
  const all = [...properties].map(([name, property]) => {
    const { description } = isJsonObject(property) ? property : {};
    const inherited = resolved(property, schema)['description'];
    const text = typeof description === 'string' ? description : inherited;
    return {
      name,
      type: typeInWords(property, schema),
      required: required.has(name),
      description: typeof text === 'string' ? text : '',
    };
  });
  return [...all.filter((each) => each.required), ...all.filter((each) => !each.required)];
}

function typeInWords(schema: Json | undefined, root: JsonObject, depth = 0): string {
  const own = resolved(schema, root);
  const { enum: values, items } = own;
  if (Array.isArray(values) && values.length > 0) {
    const shown = values.slice(0, most).map((value) => JSON.stringify(value));
    return values.length > most ? `${shown.join(', ')} or ${values.length - most} more` : shown.join(' or ');
  }
  const types = [...typesOf(own, root)];
  if (types.length === 0) return 'any';
  const words = types.map((type) =>
    type === 'array' && items !== undefined && depth < 4
      ? `array of ${oneOf(typeInWords(items, root, depth + 1))}`
      : type,
  );
  return words.join(' or ');
}

function oneOf(words: string): string {
  return words.includes(' or ') ? `(${words})` : words;
}

/** The first line of a description, not longer than a line of a terminal. */
export function firstLine(text: string): string {
  const line = text.trim().split('\n')[0]?.trim() ?? '';
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}

import { isJsonObject, type Json, type JsonObject } from '../../kernel/index.ts';

/** How deep schemas are followed. */
const deepest = 16;

/** The schema that a local `$ref` names, else the schema itself. */
export function resolved(schema: Json | undefined, root: JsonObject): JsonObject {
  let current = schema;
  for (let depth = 0; depth < deepest && isJsonObject(current); depth++) {
    const reference = current['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#')) return current;
    current = atPointer(root, reference.slice(1));
  }
  return {};
}

function atPointer(root: JsonObject, pointer: string): Json | undefined {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<Json | undefined>((at, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }, root);
}

/** JSON types that a schema allows, as far as it says so; empty when it allows any. */
export function typesOf(schema: Json | undefined, root: JsonObject, depth = 0): ReadonlySet<string> {
  if (depth > deepest) return new Set();
  const own = resolved(schema, root);
  const { type, enum: values, anyOf, oneOf, allOf } = own;
  if (typeof type === 'string') return new Set([type]);
  if (Array.isArray(type)) return new Set(type.filter((each): each is string => typeof each === 'string'));
  if (Array.isArray(values)) return new Set(values.map(typeOf));
  if (own['const'] !== undefined) return new Set([typeOf(own['const'])]);
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (choices !== undefined) {
    const each = choices.map((choice) => typesOf(choice, root, depth + 1));
    return each.some((types) => types.size === 0) ? new Set() : new Set(each.flatMap((types) => [...types]));
  }
  const parts = Array.isArray(allOf) ? allOf.map((part) => typesOf(part, root, depth + 1)) : [];
  return parts.find((types) => types.size > 0) ?? new Set();
}

/** The JSON type of a value; whole numbers are `integer`. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** What an object may hold, `allOf` and the like included. */
export interface Fields {
  readonly properties: ReadonlyMap<string, Json | undefined>;
  /** Names that must be there whatever else is. */
  readonly required: ReadonlySet<string>;
  /** It says itself that it takes other names as well. */
  readonly open: boolean;
}

export function fieldsOf(schema: Json | undefined, root: JsonObject, depth = 0): Fields {
  const own = resolved(schema, root);
  const lists = ['allOf', 'anyOf', 'oneOf'].map((name) => own[name]);
  const [all = [], any = [], one = []] = lists.map((list) =>
    Array.isArray(list) && depth < deepest ? list.map((part) => fieldsOf(part, root, depth + 1)) : [],
  );
  const { properties, required, additionalProperties, patternProperties } = own;
  const parts = [...all, ...any, ...one];
  return {
    properties: new Map([
      ...parts.flatMap((part) => [...part.properties]),
      ...(isJsonObject(properties) ? Object.entries(properties) : []),
    ]),
    required: new Set([
      ...all.flatMap((part) => [...part.required]),
      ...(Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : []),
    ]),
    open:
      additionalProperties === true ||
      isJsonObject(additionalProperties) ||
      patternProperties !== undefined ||
      parts.some((part) => part.open),
  };
}

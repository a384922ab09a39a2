import { isJsonObject } from '../../kernel/index.ts';
import type { JsonSchema } from '../../snapshot/index.ts';

/** A schema of the few keywords that make a TypeScript type; `tsType` is a type as it stands. */
export type SimpleSchema = Readonly<Record<string, unknown>>;

/** The type of a shared schema, by its name. */
export type TypeOf = (definition: string) => string;

const nothing: SimpleSchema = { tsType: 'never' };
const anything: SimpleSchema = {};

/**
 * What a JSON Schema (2020-12) says about the type of a value, and nothing else of it: limits, formats and conditions
 * are none of TypeScript's. Where an object says nothing of further members it is taken to have none, so that a
 * misspelt name is found.
 */
export function simpleSchema(schema: unknown, typeOf: TypeOf): SimpleSchema {
  if (schema === false) return nothing;
  if (!isJsonObject(schema)) return anything;
  const parts = [
    ...referencePart(schema, typeOf),
    ...typePart(schema, typeOf),
    ...['anyOf', 'oneOf'].flatMap((keyword) => unionPart(schema[keyword], typeOf)),
    ...listOf(schema['allOf']).map((part) => simpleSchema(part, typeOf)),
  ].filter((part) => part !== anything);
  const [only] = parts;
  const simple = only === undefined ? anything : parts.length === 1 ? only : { allOf: parts };
  return { ...simple, ...documentation(schema) };
}

function documentation({ description, deprecated }: JsonSchema): SimpleSchema {
  const lines = [
    ...(typeof description === 'string' && description.trim() !== '' ? [description.trim()] : []),
    ...(deprecated === true ? ['@deprecated'] : []),
  ];
  return lines.length === 0 ? {} : { description: lines.join('\n\n') };
}

function referencePart({ $ref }: JsonSchema, typeOf: TypeOf): SimpleSchema[] {
  return typeof $ref === 'string' ? [{ tsType: typeOf($ref.slice('#/$defs/'.length)) }] : [];
}

function unionPart(branches: unknown, typeOf: TypeOf): SimpleSchema[] {
  const all = listOf(branches).map((branch) => simpleSchema(branch, typeOf));
  if (all.length === 0) return [];
  return [all.length === 1 ? (all[0] as SimpleSchema) : { anyOf: all }];
}

function typePart(schema: JsonSchema, typeOf: TypeOf): SimpleSchema[] {
  if ('const' in schema) return [{ enum: [schema['const']] }];
  const values = schema['enum'];
  if (Array.isArray(values)) return [values.length === 0 ? nothing : { enum: values }];
  if (isBareObject(schema)) return [];
  const types = schema['type'] === undefined ? impliedTypes(schema) : [schema['type']].flat();
  const simple = types.map((type) => ofType(type, schema, typeOf));
  if (simple.length === 0) return [];
  return [simple.length === 1 ? (simple[0] as SimpleSchema) : { anyOf: simple }];
}

/** `type: object` beside something that says which: it adds nothing. */
function isBareObject(schema: JsonSchema): boolean {
  const says = (keys: readonly string[]): boolean => keys.some((key) => key in schema);
  return schema['type'] === 'object' && says(compositions) && !says(objectKeywords);
}

const compositions = ['$ref', 'allOf', 'anyOf', 'oneOf'];
const objectKeywords = ['properties', 'required', 'additionalProperties', 'patternProperties'];

function impliedTypes(schema: JsonSchema): string[] {
  if (objectKeywords.some((key) => key in schema)) return ['object'];
  return 'items' in schema || 'prefixItems' in schema ? ['array'] : [];
}

function ofType(type: unknown, schema: JsonSchema, typeOf: TypeOf): SimpleSchema {
  switch (type) {
    case 'object':
      return objectType(schema, typeOf);
    case 'array':
      return { type: 'array', items: itemType(schema, typeOf) };
    case 'integer':
      return { type: 'number' };
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type };
    default:
      return anything;
  }
}

/** Items of any place in the list: TypeScript's tuples cannot be shorter than they are written. */
function itemType(schema: JsonSchema, typeOf: TypeOf): SimpleSchema {
  const prefix = listOf(schema['prefixItems']).map((item) => simpleSchema(item, typeOf));
  const rest = simpleSchema(schema['items'], typeOf);
  if (prefix.length === 0) return rest;
  return { anyOf: rest === nothing ? prefix : [...prefix, rest] };
}

function objectType(schema: JsonSchema, typeOf: TypeOf): SimpleSchema {
  const own = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const properties = new Map(own.map(([name, property]) => [name, simpleSchema(property, typeOf)]));
  const required = listOf(schema['required']).filter((name) => typeof name === 'string');
  for (const name of required) if (!properties.has(name)) properties.set(name, anything);
  const more = additional(schema, typeOf, properties.size === 0);
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: more };
}

/** What other members an object may have. One that names none and forbids none may have any. */
function additional(schema: JsonSchema, typeOf: TypeOf, open: boolean): SimpleSchema | boolean {
  const given = schema['additionalProperties'];
  const patterns = isJsonObject(schema['patternProperties'])
    ? Object.values(schema['patternProperties'])
    : [];
  const named = [...patterns, ...(isJsonObject(given) ? [given] : [])].map((each) =>
    simpleSchema(each, typeOf),
  );
  if (given === true) return true;
  if (named.length === 0) return given === undefined && open;
  return named.length === 1 ? (named[0] as SimpleSchema) : { anyOf: named };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

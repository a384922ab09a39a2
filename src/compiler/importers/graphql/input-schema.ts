import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { isJsonObject } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { FileTypes } from './file-types.ts';
import { builtInScalar, customScalar } from './scalars.ts';
import type { SharedSchemas } from './shared-schemas.ts';
import type { SourceSchema } from './source-schema.ts';
import { described, descriptionOf } from './texts.ts';

type Input = GraphQLArgument | GraphQLInputField;

/** Makes the input schemas of tools. */
export interface InputSchemas {
  /** An object with these properties and no other. */
  object(inputs: readonly Input[], more?: Readonly<Record<string, JsonSchema>>): JsonSchema;
}

export function inputSchemas(source: SourceSchema, shared: SharedSchemas, files: FileTypes): InputSchemas {
  function object(inputs: readonly Input[], more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
    const known = inputs.filter((input) => !files.has(input));
    const required = known.filter(isRequired).map(({ name }) => name);
    return {
      type: 'object',
      properties: { ...Object.fromEntries(known.map((input) => [input.name, property(input)])), ...more },
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  function property(input: Input): JsonSchema {
    const { defaultValue } = input;
    return {
      ...ofType(input.type),
      ...described(descriptionOf(input)),
      ...(defaultValue === undefined ? {} : { default: jsonOf(defaultValue) }),
    };
  }

  /** What may be null may be given as null: that is how a mutation empties a field. */
  function ofType(type: GraphQLInputType): JsonSchema {
    return isNonNullType(type) ? withoutNull(type.ofType) : orNull(withoutNull(type));
  }

  function withoutNull(type: GraphQLInputType): JsonSchema {
    if (isNonNullType(type)) return withoutNull(type.ofType);
    if (isListType(type)) return { type: 'array', items: ofType(type.ofType) };
    const at = source.typeAt(type);
    if (isEnumType(type)) return shared.refer(type.name, at, () => enumSchema(type));
    if (isInputObjectType(type)) return shared.refer(type.name, at, () => inputObject(type));
    return builtInScalar(type.name) ?? shared.refer(type.name, at, () => scalarSchema(type));
  }

  function inputObject(type: GraphQLInputObjectType): JsonSchema {
    const fields = Object.values(type.getFields());
    if (!type.isOneOf) return { ...object(fields), ...described(descriptionOf(type)) };
    const properties = fields
      .filter((field) => !files.has(field))
      .map((field) => [field.name, { ...withoutNull(field.type), ...described(descriptionOf(field)) }]);
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      additionalProperties: false,
      minProperties: 1,
      maxProperties: 1,
      ...described(descriptionOf(type)),
    };
  }

  return { object };
}

/** GraphQL, 3.6.1 and 3.10: what cannot be null and has no default. */
export function isRequired({ type, defaultValue }: Input): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** What the values mean stands in the description: a schema has no place for it. */
function enumSchema(type: GraphQLEnumType): JsonSchema {
  const values = type.getValues();
  const meanings = values.flatMap((value) => {
    const meaning = descriptionOf(value);
    return meaning === undefined ? [] : [`${value.name}: ${meaning.replace(/\s+/g, ' ')}`];
  });
  const text = [descriptionOf(type), ...meanings].filter((line) => line !== undefined).join('\n');
  return { type: 'string', enum: values.map(({ name }) => name), ...described(text || undefined) };
}

function scalarSchema(type: GraphQLScalarType): JsonSchema {
  const specification = type.specifiedByURL ? `Specified by ${type.specifiedByURL}` : undefined;
  const text = [descriptionOf(type) ?? type.name, specification]
    .filter((line) => line !== undefined)
    .join('\n');
  return { ...customScalar(type), description: text };
}

/** A schema that null fits too. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (typeof type === 'string') return { ...schema, type: [type, 'null'], ...enumOrNull(schema) };
  return schema['$ref'] === undefined ? schema : { anyOf: [schema, { type: 'null' }] };
}

function enumOrNull({ enum: values }: JsonSchema): { enum?: unknown[] } {
  return Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {};
}

/** A default as JSON: the GraphQL library makes objects without a prototype. */
function jsonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonOf(member)]));
}

import {
  type GraphQLEnumType,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { orNull } from './input-schema.ts';
import { builtInScalar } from './scalars.ts';

/** The JSON that a field is answered with, around what its objects are answered with. */
export function outputSchema(type: GraphQLOutputType, object: JsonSchema): JsonSchema {
  return isNonNullType(type) ? withoutNull(type.ofType, object) : orNull(withoutNull(type, object));
}

/** Makes output schemas, each once: a field stands in the selection of many types. */
export function outputSchemas(): (type: GraphQLOutputType, name?: string) => JsonSchema {
  const known = new Map<GraphQLOutputType, Map<string, JsonSchema>>();
  return (type, name = '') => {
    const ofType = known.get(type) ?? new Map<string, JsonSchema>();
    if (ofType.size === 0) known.set(type, ofType);
    let schema = ofType.get(name);
    if (schema === undefined) {
      schema = outputSchema(type, name === '' ? {} : { $ref: `#/$defs/${name}` });
      ofType.set(name, schema);
    }
    return schema;
  };
}

function withoutNull(type: GraphQLOutputType, object: JsonSchema): JsonSchema {
  if (isNonNullType(type)) return withoutNull(type.ofType, object);
  if (isListType(type)) return { type: 'array', items: outputSchema(type.ofType, object) };
  if (isEnumType(type)) return enumSchema(type);
  if (!isScalarType(type)) return object;
  // Servers answer a custom scalar with what they like, and an answer that breaks its schema helps nobody.
  return builtInScalar(type.name) ?? { description: type.name };
}

/** Values of an enum that an answer is described by. */
const mostValues = 20;

/** A long list says little about an answer, and would stand wherever the enum does. */
function enumSchema(type: GraphQLEnumType): JsonSchema {
  const values = type.getValues().map(({ name }) => name);
  return values.length > mostValues
    ? { type: 'string', description: type.name }
    : { type: 'string', enum: values };
}

import type { JsonSchema } from '../../../../snapshot/index.ts';
import { isScalar, type ProtoEnum, type ProtoField, type ProtoSymbol } from '../model.ts';
import { type Direction, keySchema, scalarSchema } from './scalars.ts';
import { nullValue, wellKnownSchema } from './well-known.ts';

/** Values of an enum that are repeated wherever it is used; an enum with more is shared. */
const inlineValues = 12;

/** What a field needs to know of the types around it. */
export interface FieldTypes {
  ofField(field: ProtoField): ProtoSymbol | undefined;
  /** The schema by which a message or a large enum is referred to. */
  refer(symbol: ProtoSymbol): JsonSchema;
}

/** The schema of one field: of its values, and what its file says of it. */
export function fieldSchema(field: ProtoField, types: FieldTypes, direction: Direction): JsonSchema {
  const value = valueSchema(field, types, direction);
  const described = describe(field, direction);
  if (field.keyType !== undefined) {
    const keys = keySchema(field.keyType);
    return {
      ...described,
      type: 'object',
      additionalProperties: value,
      ...(keys === undefined ? {} : { propertyNames: keys }),
    };
  }
  if (field.rule === 'repeated') return { ...described, type: 'array', items: value };
  return { ...value, ...described };
}

function valueSchema(field: ProtoField, types: FieldTypes, direction: Direction): JsonSchema {
  if (isScalar(field.type)) return scalarSchema(field.type, direction);
  const symbol = types.ofField(field);
  if (symbol === undefined) return {};
  if (symbol.kind === 'message') return wellKnownSchema(symbol.name, direction) ?? types.refer(symbol);
  if (symbol.name === nullValue) return { type: 'null' };
  return symbol.values.length > inlineValues ? types.refer(symbol) : enumSchema(symbol, direction);
}

/** Names; in results also numbers, of values that a newer backend knows. */
export function enumSchema(symbol: ProtoEnum, direction: Direction): JsonSchema {
  const names = { type: 'string', enum: symbol.values.map(({ name }) => name) };
  return direction === 'input' ? names : { anyOf: [names, { type: 'integer' }] };
}

function describe(field: ProtoField, direction: Direction): JsonSchema {
  return {
    ...(field.comment === undefined ? {} : { description: field.comment }),
    ...(field.deprecated ? { deprecated: true } : {}),
    ...(direction === 'input' ? defaultOf(field) : {}),
  };
}

/** The default of proto2, where JSON has it. */
function defaultOf({ defaultValue }: ProtoField): JsonSchema {
  const isPlain = typeof defaultValue === 'string' || typeof defaultValue === 'boolean';
  if (!isPlain && !(typeof defaultValue === 'number' && Number.isSafeInteger(defaultValue))) return {};
  return { default: defaultValue };
}

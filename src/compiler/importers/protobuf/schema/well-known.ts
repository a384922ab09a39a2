import type { JsonSchema } from '../../../../snapshot/index.ts';
import { type Direction, scalarSchema } from './scalars.ts';

const wrappers: Readonly<Record<string, string>> = {
  DoubleValue: 'double',
  FloatValue: 'float',
  Int64Value: 'int64',
  UInt64Value: 'uint64',
  Int32Value: 'int32',
  UInt32Value: 'uint32',
  BoolValue: 'bool',
  StringValue: 'string',
  BytesValue: 'bytes',
};

const others: Readonly<Record<string, (direction: Direction) => JsonSchema>> = {
  Timestamp: () => ({
    type: 'string',
    format: 'date-time',
    pattern:
      '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$',
  }),
  Duration: () => ({
    type: 'string',
    description: 'Seconds, with up to nine digits behind the point, and an s: 1.5s',
    pattern: '^-?[0-9]{1,12}(\\.[0-9]{1,9})?s$',
  }),
  FieldMask: () => ({
    type: 'string',
    description: 'Paths of fields in lowerCamelCase, parted by commas: displayName,owner.id',
    pattern: '^([A-Za-z0-9.]+(,[A-Za-z0-9.]+)*)?$',
  }),
  Struct: () => ({ type: 'object' }),
  Value: () => ({}),
  ListValue: () => ({ type: 'array' }),
  Any: (direction) => ({
    type: 'object',
    description: 'A message of any type: "@type" says which, the other properties are its fields.',
    properties: { '@type': { type: 'string' } },
    ...(direction === 'input' ? { required: ['@type'] } : {}),
  }),
};

/** The schema of a message that has a form of its own in JSON; undefined for all others. */
export function wellKnownSchema(name: string, direction: Direction): JsonSchema | undefined {
  const short = /^google\.protobuf\.(\w+)$/.exec(name)?.[1];
  if (short === undefined) return undefined;
  const scalar = Object.hasOwn(wrappers, short) ? wrappers[short] : undefined;
  if (scalar !== undefined) return scalarSchema(scalar, direction);
  return Object.hasOwn(others, short) ? others[short]?.(direction) : undefined;
}

/** Whether a message is always an object in JSON, as MCP asks of arguments and of structured results. */
export function isObjectInJson(name: string): boolean {
  return (
    wellKnownSchema(name, 'output')?.['type'] === 'object' || wellKnownSchema(name, 'output') === undefined
  );
}

export const nullValue = 'google.protobuf.NullValue';

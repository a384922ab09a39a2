import type { JsonSchema } from '../../../../snapshot/index.ts';

/** Whether a schema is for arguments or for results: what the ProtoJSON format accepts is more than what it makes. */
export type Direction = 'input' | 'output';

/** Integers that JSON parsers keep exactly; larger ones are texts. */
const safe = { minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const unsignedSafe = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const int32 = { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 };
const uint32 = { type: 'integer', minimum: 0, maximum: 4_294_967_295 };
const signed = '^-?[0-9]{1,19}$';
const unsigned = '^[0-9]{1,20}$';
const largestFloat = 3.4028234663852886e38;
const notFinite = '^(NaN|-?Infinity)$';
const base64 = '^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$';

/** A scalar type in JSON (protobuf.dev, "ProtoJSON Format"). */
export function scalarSchema(type: string, direction: Direction): JsonSchema {
  switch (type) {
    case 'int32':
    case 'sint32':
    case 'sfixed32':
      return int32;
    case 'uint32':
    case 'fixed32':
      return uint32;
    case 'int64':
    case 'sint64':
    case 'sfixed64':
      if (direction === 'output') return { type: 'string', pattern: signed };
      return { type: ['string', 'integer'], pattern: signed, ...safe };
    case 'uint64':
    case 'fixed64':
      if (direction === 'output') return { type: 'string', pattern: unsigned };
      return { type: ['string', 'integer'], pattern: unsigned, ...unsignedSafe };
    case 'float':
      return {
        type: ['number', 'string'],
        pattern: notFinite,
        minimum: -largestFloat,
        maximum: largestFloat,
      };
    case 'double':
      return { type: ['number', 'string'], pattern: notFinite };
    case 'bool':
      return { type: 'boolean' };
    case 'bytes':
      return { type: 'string', contentEncoding: 'base64', pattern: base64 };
    default:
      return { type: 'string' };
  }
}

/** What the keys of a map may be; undefined when any text may. */
export function keySchema(type: string): JsonSchema | undefined {
  if (type === 'string') return undefined;
  if (type === 'bool') return { enum: ['true', 'false'] };
  return { pattern: /^u|^fixed/.test(type) ? '^[0-9]{1,20}$' : '^-?[0-9]{1,19}$' };
}

import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import type { JsonSchema } from '../../../snapshot/index.ts';

/** The JSON of the scalars that GraphQL itself has (GraphQL, 3.5). */
const builtIn = new Map<string, JsonSchema>([
  [GraphQLInt.name, { type: 'integer' }],
  [GraphQLFloat.name, { type: 'number' }],
  [GraphQLString.name, { type: 'string' }],
  [GraphQLBoolean.name, { type: 'boolean' }],
  [GraphQLID.name, { type: 'string' }],
]);

/** The JSON of a scalar of GraphQL itself, undefined for a custom one. */
export function builtInScalar(name: string): JsonSchema | undefined {
  return builtIn.get(name);
}

/** Names that servers agree on, in lower case, and the JSON that they take for them. */
const common: readonly [JsonSchema, string][] = [
  [
    { type: 'string' },
    'date datetime datetimeiso isodate isodatetime time localdate localdatetime localtime offsetdatetime instant ' +
      'duration isoduration iso8601duration uuid guid url uri email emailaddress phone phonenumber ip ipaddress ' +
      'ipv4 ipv6 mac jwt base64 base64string html markdown countrycode currency locale timezone semver objectid ' +
      'awsjson nonemptystring hexcolorcode',
  ],
  [{ type: ['integer', 'string'] }, 'bigint long int64 uint64 safeint unsignedint64 timestamp unixtime'],
  [{ type: ['number', 'string'] }, 'decimal bigdecimal money'],
  [
    { type: 'integer' },
    'int32 uint32 short port unsignedint positiveint negativeint nonnegativeint nonpositiveint',
  ],
  [{ type: 'number' }, 'double positivefloat negativefloat nonnegativefloat nonpositivefloat unsignedfloat'],
  [{ type: 'object' }, 'jsonobject object map dictionary'],
];

const byName = new Map(common.flatMap(([schema, names]) => names.split(' ').map((name) => [name, schema])));

/** What `@specifiedBy` points to, where that is always written as text. */
const textSpecification =
  /rfc(-?)(3339|4122|9562|3986|3987|5321|5322|4648)\b|iso-?8601|date-time|local-date/i;

/**
 * What a custom scalar may be given as: by its name, or by its specification. Nothing is asked of a value but its
 * type, and nothing at all of a scalar that nobody knows.
 */
export function customScalar({ name, specifiedByURL }: GraphQLScalarType): JsonSchema {
  const plain = name.replaceAll('_', '').toLowerCase();
  const known = byName.get(plain) ?? byName.get(plain.replace(/^aws/, ''));
  if (known !== undefined) return known;
  return specifiedByURL && textSpecification.test(specifiedByURL) ? { type: 'string' } : {};
}

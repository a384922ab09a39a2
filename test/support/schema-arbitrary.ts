import fc from 'fast-check';
import { isJsonObject } from '../../src/kernel/index.ts';
import type { JsonSchema } from '../../src/snapshot/index.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Values that fit a JSON Schema (2020-12) nearly always; a caller checks, and draws again when one does not. */
export function arbitraryOf(
  schema: unknown,
  shared: (name: string) => JsonSchema,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (!isJsonObject(schema)) return anything;
  const { $ref, allOf, anyOf, oneOf, ...rest } = schema as Schema;
  const again = (other: Schema): fc.Arbitrary<unknown> => arbitraryOf(other, shared, depth);
  if (typeof $ref === 'string')
    return again(merge(shared($ref.slice('#/$defs/'.length)), schemaWithout(schema, '$ref')));
  if (Array.isArray(allOf))
    return again([...(allOf as Schema[])].reduce(merge, schemaWithout(schema, 'allOf')));
  for (const [keyword, members] of [
    ['anyOf', anyOf],
    ['oneOf', oneOf],
  ] as const)
    if (Array.isArray(members) && members.length > 0)
      return fc.oneof(
        ...(members as Schema[]).map((member) => again(merge(schemaWithout(schema, keyword), member))),
      );
  if (rest['const'] !== undefined) return fc.constant(rest['const']);
  if (Array.isArray(rest['enum'])) return fc.constantFrom(...(rest['enum'] as unknown[]));
  if (Array.isArray(rest['type']))
    return fc.oneof(...(rest['type'] as string[]).map((type) => again({ ...rest, type })));
  return ofType(rest, shared, depth);
}

const anything = fc.oneof(fc.boolean(), fc.integer(), fc.string());

const ascii = 'aZ09-_~ /?#&=+%!$\'()*,;:@[]|\\<>^`"';

/** Characters that mean something in some part of a request, and some that mean nothing. */
const characters = ['ü', '日', '😀', 'a.b', '%2F', '\n', ...ascii.split('')];

const text = (limits: fc.StringSharedConstraints): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), ...limits });

function ofType(schema: Schema, shared: (name: string) => JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const number = (key: string): number | undefined =>
    typeof schema[key] === 'number' ? schema[key] : undefined;
  switch (schema['type'] ?? guessType(schema)) {
    case 'object':
      return objectOf(schema, shared, depth);
    case 'array': {
      const min = number('minItems') ?? 0;
      const max = Math.min(number('maxItems') ?? Number.POSITIVE_INFINITY, min + (depth > 5 ? 0 : 3));
      const item = arbitraryOf(schema['items'], shared, depth + 1);
      const limits = { minLength: min, maxLength: Math.max(min, max) };
      if (schema['uniqueItems'] !== true) return fc.array(item, limits);
      return fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) });
    }
    case 'string':
      return stringOf(schema, number('minLength') ?? 0, number('maxLength') ?? 20);
    case 'integer':
      return fc.integer({ min: number('minimum') ?? -1000, max: number('maximum') ?? 1000 });
    case 'number':
      return fc.double({ min: number('minimum') ?? -1e9, max: number('maximum') ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uri: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  uuid: fc.uuid(),
  email: fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/))
    .map(([name, host]) => `${name}@${host}.org`),
  hostname: fc.domain(),
  ipv4: fc.ipV4(),
  ipv6: fc.constantFrom('::1', 'fe80::1', '2001:db8::8a2e:370:7334'),
  time: fc.constantFrom('10:00:00Z', '23:59:59.5+02:00'),
  duration: fc.constantFrom('P1D', 'PT5M', 'P1Y2M3DT4H5M6S'),
};

function stringOf(schema: Schema, minLength: number, maxLength: number): fc.Arbitrary<string> {
  if (schema['contentEncoding'] === 'base64')
    return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const moment = fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true });
  if (schema['format'] === 'date-time') return moment.map((date) => date.toISOString());
  if (typeof schema['pattern'] === 'string') return fc.stringMatching(new RegExp(schema['pattern'], 'u'));
  if (schema['format'] === 'date') return moment.map((date) => date.toISOString().slice(0, 10));
  const known = typeof schema['format'] === 'string' ? formats[schema['format']] : undefined;
  if (known !== undefined) return known;
  const limits = { minLength, maxLength: Math.min(maxLength, minLength + 12) };
  if (minLength > 0 || maxLength === 0) return text(limits);
  const some = { arbitrary: text({ ...limits, minLength: 1 }), weight: 30 };
  return fc.oneof(some, { arbitrary: fc.constant(''), weight: 1 });
}

function objectOf(
  schema: Schema,
  shared: (name: string) => JsonSchema,
  depth: number,
): fc.Arbitrary<unknown> {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = new Set(Array.isArray(schema['required']) ? (schema['required'] as string[]) : []);
  const names = Object.keys(properties).filter((name) => required.has(name) || depth <= 5);
  const undeclared = [...required].filter((name) => !Object.hasOwn(properties, name));
  const { additionalProperties: other } = schema;
  const model = [...names, ...undeclared].map(
    (name) => [name, arbitraryOf(properties[name] ?? other, shared, depth + 1)] as const,
  );
  const chosen = fc.subarray(names.filter((name) => !required.has(name)));
  const declared = fc
    .tuple(fc.record(Object.fromEntries(model)), chosen)
    .map(([all, optional]) =>
      Object.fromEntries(
        Object.entries(all).filter(([name]) => required.has(name) || optional.includes(name)),
      ),
    )
    .map((some) => withoutForbidden(some, schema['dependentSchemas']));
  const { additionalProperties: additional } = schema;
  if (!isJsonObject(additional)) return declared;
  const { propertyNames } = schema;
  const key = isJsonObject(propertyNames)
    ? arbitraryOf({ type: 'string', ...propertyNames }, shared, depth).map(String)
    : fc.stringMatching(/^x[a-z]{1,5}$/);
  const more = fc.dictionary(key, arbitraryOf(additional, shared, depth + 1), {
    maxKeys: 2,
  });
  return fc.tuple(declared, more).map(([known, others]) => ({ ...others, ...known }));
}

/** Of properties that forbid each other, the first. */
function withoutForbidden(value: Schema, dependent: unknown): Schema {
  const left: Record<string, unknown> = { ...value };
  for (const [name, then] of Object.entries(isJsonObject(dependent) ? dependent : {})) {
    const properties = isJsonObject(then) ? then['properties'] : undefined;
    if (!(name in left) || !isJsonObject(properties)) continue;
    for (const [other, allowed] of Object.entries(properties)) if (allowed === false) delete left[other];
  }
  return left;
}

function guessType(schema: Schema): string | undefined {
  if (isJsonObject(schema['properties'])) return 'object';
  return schema['items'] === undefined ? undefined : 'array';
}

/** Both schemas as one: enough for what real specs write in `allOf`, `anyOf` and beside a `$ref`. */
function merge(a: Schema, b: Schema): Schema {
  const properties = {
    ...(a['properties'] as object | undefined),
    ...(b['properties'] as object | undefined),
  };
  const required = [a['required'], b['required']].flatMap((names) =>
    Array.isArray(names) ? (names as string[]) : [],
  );
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required: [...new Set(required)] } : {}),
  };
}

function schemaWithout(schema: Schema, keyword: string): Schema {
  const { [keyword]: _, ...rest } = schema;
  return rest;
}

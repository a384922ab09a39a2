import { type Comparison, noteEvent, type Schema } from './comparison.ts';

const allTypes = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] as const;

/** The types that values of a schema may have; undefined for any. Where only values are listed, theirs. */
export function typesOf(schema: Exclude<Schema, false>): ReadonlySet<string> | undefined {
  const { type, enum: values, const: only } = schema;
  if (typeof type === 'string') return new Set([type]);
  if (Array.isArray(type)) return new Set(type.filter((each): each is string => typeof each === 'string'));
  if (Array.isArray(values)) return new Set(values.map(typeOfValue));
  return only === undefined ? undefined : new Set([typeOfValue(only)]);
}

/**
 * Compares what types two schemas allow; false when no type is left in common, so that there is nothing more to
 * compare. Every integer is a number.
 */
export function compareTypes(
  before: Exclude<Schema, false>,
  after: Exclude<Schema, false>,
  path: string,
  comparison: Comparison,
): boolean {
  const was = typesOf(before);
  const is = typesOf(after);
  const fewer = isWithin(is, was);
  const more = isWithin(was, is);
  if (fewer && more) return true;
  const event = fewer ? 'type-narrowed' : more ? 'type-widened' : 'type-changed';
  noteEvent(comparison, event, path, { was: shownTypes(was), is: shownTypes(is) });
  return allTypes.some((type) => allows(was, type) && allows(is, type));
}

function isWithin(inner: ReadonlySet<string> | undefined, outer: ReadonlySet<string> | undefined): boolean {
  if (outer === undefined) return true;
  return (inner === undefined ? [...allTypes] : [...inner]).every((type) => allows(outer, type));
}

function allows(types: ReadonlySet<string> | undefined, type: string): boolean {
  return types === undefined || types.has(type) || (type === 'integer' && types.has('number'));
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function shownTypes(types: ReadonlySet<string> | undefined): string {
  return types === undefined ? 'anything' : [...types].sort().join(' or ');
}

import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/index.ts';

type Direction = 'input' | 'output';

/**
 * Whether a value is valid by a Schema Object, read from OpenAPI 3.0.4 (4.7.24) and 3.1.1 (4.8.24) and from
 * nothing of ours. Values are looked at, schemas are never changed.
 */
export function validBy(
  schema: Json,
  value: Json,
  spec: JsonObject,
  dialect: '3.0' | '3.1',
  direction: Direction,
): boolean {
  const check = (inner: Json | undefined, part: Json): boolean =>
    inner === undefined || validBy(inner, part, spec, dialect, direction);
  if (typeof schema === 'boolean') return schema;
  if (!isJsonObject(schema)) throw new Error('no schema');
  if (typeof schema['$ref'] === 'string') {
    const target = check(targetOf(schema['$ref'], spec), value);
    if (dialect === '3.0' || !target) return target;
  }
  // 3.0: nullable adds null to whatever else the schema says.
  if (dialect === '3.0' && schema['nullable'] === true && schema['type'] !== undefined && value === null)
    return true;
  return (
    typeFits(schema['type'], value) &&
    (!Array.isArray(schema['enum']) || schema['enum'].some((each) => same(each as Json, value))) &&
    (schema['const'] === undefined || same(schema['const'], value)) &&
    (typeof value !== 'number' || limitsFit(schema, value)) &&
    (typeof value !== 'string' || value.length >= Number(schema['minLength'] ?? 0)) &&
    (!Array.isArray(value) || (value as Json[]).every((item) => check(schema['items'], item))) &&
    (!isJsonObject(value) || objectFits(schema, value)) &&
    lists('allOf').every((part) => check(part, value)) &&
    (schema['anyOf'] === undefined || lists('anyOf').some((part) => check(part, value))) &&
    (schema['oneOf'] === undefined || lists('oneOf').filter((part) => check(part, value)).length === 1) &&
    (schema['not'] === undefined || !check(schema['not'], value))
  );

  function lists(keyword: string): Json[] {
    const list = (schema as JsonObject)[keyword];
    return Array.isArray(list) ? (list as Json[]) : [];
  }

  function objectFits(form: JsonObject, object: JsonObject): boolean {
    const properties = isJsonObject(form['properties']) ? form['properties'] : {};
    const required = Array.isArray(form['required']) ? (form['required'] as string[]) : [];
    return (
      required.every((name) => object[name] !== undefined || otherWay(properties[name])) &&
      Object.entries(object).every(([name, member = null]) =>
        Object.hasOwn(properties, name)
          ? check(properties[name], member)
          : check(form['additionalProperties'], member),
      )
    );
  }

  /** A readOnly property is required of answers only, a writeOnly one of requests only. */
  function otherWay(property: Json | undefined): boolean {
    if (!isJsonObject(property)) return false;
    const mark = direction === 'input' ? 'readOnly' : 'writeOnly';
    if (typeof property['$ref'] !== 'string') return property[mark] === true;
    const beside = dialect === '3.1' && property[mark] === true;
    return beside || otherWay(targetOf(property['$ref'], spec));
  }
}

function targetOf(ref: string, spec: JsonObject): Json {
  const keys = ref.slice(2).split('/');
  return keys.reduce<Json>((value, key) => (value as Record<string, Json>)[key] as Json, spec as Json);
}

function typeFits(type: Json | undefined, value: Json): boolean {
  if (type === undefined) return true;
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return [type].flat().some((each) => each === own || (each === 'integer' && Number.isInteger(value)));
}

function limitsFit(schema: JsonObject, value: number): boolean {
  const { minimum, exclusiveMinimum } = schema;
  if (typeof minimum === 'number' && (exclusiveMinimum === true ? value <= minimum : value < minimum))
    return false;
  return typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum;
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

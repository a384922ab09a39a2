import { isJsonObject, type Json, type JsonObject } from '../../kernel/index.ts';
import type { Make, Test } from './quick-test.ts';

/** Properties, those that must be there, and how many there may be; all that is no object passes. */
export function objectTests(schema: JsonObject, make: Make): Test[] {
  const { properties, additionalProperties, required, minProperties, maxProperties } = schema;
  const tests: ((object: JsonObject) => boolean)[] = [];
  if (Array.isArray(required)) {
    const names = required.map(String);
    tests.push((object) => {
      for (const name of names) if (!Object.hasOwn(object, name)) return false;
      return true;
    });
  }
  if (typeof minProperties === 'number') tests.push((object) => Object.keys(object).length >= minProperties);
  if (typeof maxProperties === 'number') tests.push((object) => Object.keys(object).length <= maxProperties);
  if (properties !== undefined || additionalProperties !== undefined)
    tests.push(membersTest(properties, additionalProperties, make));
  return tests.map((test) => (value) => !isJsonObject(value) || test(value));
}

function membersTest(
  properties: Json | undefined,
  additional: Json | undefined,
  make: Make,
): (object: JsonObject) => boolean {
  const byName = new Map(
    Object.entries(isJsonObject(properties) ? properties : {}).map(([name, schema]) => [name, make(schema)]),
  );
  const others = additional === undefined || additional === true ? undefined : make(additional);
  return (object) => {
    for (const name of Object.keys(object)) {
      const test = byName.get(name) ?? others;
      if (test !== undefined && !test(object[name])) return false;
    }
    return true;
  };
}

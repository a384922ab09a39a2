import { isJsonObject, type Json, type JsonObject } from '../../kernel/index.ts';
import type { JsonSchema } from '../objects/json-schema.ts';
import { arrayTests } from './arrays.ts';
import { isKnown } from './keywords.ts';
import { numberTests } from './numbers.ts';
import { objectTests } from './objects.ts';
import { stringTests } from './strings.ts';
import { typeTest } from './types.ts';

/** Whether a value fits a schema, or a part of one. */
export type Test = (value: unknown) => boolean;

/** Makes the test of a part of the schema; `undefined` is a keyword that is not there. */
export type Make = (part: Json | undefined) => Test;

/**
 * A schema as functions, for what every call is checked by; undefined where it has a keyword that these do not know. It
 * says yes or no as the validator does, in a small part of its time; what is wrong with a value only the validator says.
 */
export function quickTest(schema: JsonSchema): Test | undefined {
  const definitions = isJsonObject(schema['$defs']) ? schema['$defs'] : {};
  const byName = new Map<string, { test: Test | undefined }>();
  let isWhole = true;
  const test = make(schema as JsonObject);
  return isWhole ? test : undefined;

  function make(part: Json | undefined): Test {
    if (part === undefined || part === true) return () => true;
    if (part === false) return () => false;
    if (!isJsonObject(part)) return unknown();
    for (const [keyword, value] of Object.entries(part))
      if (value !== undefined && !isKnown(keyword, value)) return unknown();
    return all([
      ...reference(part['$ref']),
      ...typeTest(part['type']),
      ...choices(part),
      ...combinations(part),
      ...objectTests(part, make),
      ...arrayTests(part, make),
      ...numberTests(part),
      ...stringTests(part),
    ]);
  }

  function unknown(): Test {
    isWhole = false;
    return () => false;
  }

  function reference(ref: Json | undefined): Test[] {
    if (typeof ref !== 'string') return [];
    const name = ref.slice('#/$defs/'.length);
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (definition === undefined) return [unknown()];
    let known = byName.get(name);
    if (known === undefined) {
      known = { test: undefined };
      byName.set(name, known);
      known.test = make(definition);
    }
    const { test } = known;
    // A definition that leads back to itself is not made yet.
    const later = known;
    return [test ?? ((value) => later.test?.(value) === true)];
  }

  /** `enum` and `const`, of what is compared by itself. */
  function choices({ enum: values, const: only }: JsonObject): Test[] {
    const tests: Test[] = [];
    for (const allowed of [values, only === undefined ? undefined : [only]]) {
      if (!Array.isArray(allowed)) continue;
      const set = new Set<unknown>(allowed);
      tests.push((value) => set.has(value));
    }
    return tests;
  }

  function combinations({ allOf, anyOf, oneOf, not }: JsonObject): Test[] {
    const tests: Test[] = [];
    if (allOf !== undefined) tests.push(all(listOf(allOf)));
    if (anyOf !== undefined) {
      const alternatives = listOf(anyOf);
      tests.push((value) => alternatives.some((alternative) => alternative(value)));
    }
    if (oneOf !== undefined) {
      const alternatives = listOf(oneOf);
      tests.push((value) => alternatives.filter((alternative) => alternative(value)).length === 1);
    }
    if (not !== undefined) {
      const refused = make(not);
      tests.push((value) => !refused(value));
    }
    return tests;
  }

  function listOf(parts: Json): Test[] {
    return Array.isArray(parts) ? parts.map(make) : [];
  }
}

function all(tests: readonly Test[]): Test {
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return (value) => {
    for (const test of tests) if (!test(value)) return false;
    return true;
  };
}

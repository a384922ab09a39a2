import type { JsonSchema } from '../../../snapshot/index.ts';

/** The arguments of one tool, flat, whatever part of the request they become. */
export interface Arguments {
  /** Adds an argument and returns the name it got. The first of a name keeps it, a later one gets a prefix. */
  add(name: string, place: string, schema: JsonSchema, required: boolean): string;
  /** The input schema; `additional` is what arguments that are named nowhere must be. */
  schema(additional: JsonSchema | boolean): JsonSchema;
}

export function argumentsOf(): Arguments {
  const properties = new Map<string, JsonSchema>();
  const required: string[] = [];

  function free(name: string, place: string): string {
    const clean = name.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 64) || '_';
    if (!properties.has(clean)) return clean;
    const prefixed = `${place}_${clean}`.slice(0, 64);
    for (let count = 2, candidate = prefixed; ; candidate = `${prefixed.slice(0, 60)}_${count++}`)
      if (!properties.has(candidate)) return candidate;
  }

  return {
    add: (name, place, schema, isRequired) => {
      const argument = free(name, place);
      properties.set(argument, schema);
      if (isRequired) required.push(argument);
      return argument;
    },
    schema: (additional) => ({
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: additional,
    }),
  };
}

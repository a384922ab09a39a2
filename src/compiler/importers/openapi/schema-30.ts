import type { JsonObject } from '../../../kernel/index.ts';

/** Says in JSON Schema what OpenAPI 3.0 says in its own way: `nullable`, and exclusive limits as booleans. */
export function bringUp30(schema: Record<string, unknown>, source: JsonObject): void {
  bringUpLimits(schema);
  if (source['nullable'] !== true) return;
  const { type } = schema;
  if (typeof type === 'string') schema['type'] = [type, 'null'];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null))
    schema['enum'] = [...schema['enum'], null];
  const composed = ['allOf', 'anyOf', 'oneOf', 'not'].filter((keyword) => schema[keyword] !== undefined);
  if (composed.length === 0) return;
  const inner = Object.fromEntries(composed.map((keyword) => [keyword, schema[keyword]]));
  for (const keyword of composed) delete schema[keyword];
  schema['anyOf'] = [inner, { type: 'null' }];
}

function bringUpLimits(schema: Record<string, unknown>): void {
  for (const [exclusive, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const given = schema[exclusive];
    if (typeof given !== 'boolean') continue;
    delete schema[exclusive];
    if (!given || schema[limit] === undefined) continue;
    schema[exclusive] = schema[limit];
    delete schema[limit];
  }
}

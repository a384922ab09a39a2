import type { JsonObject } from '../../../kernel/index.ts';
import type { Dialect } from './version.ts';

/**
 * Whether a schema says that null is valid besides what else it allows. 2.0 has no word for it; `x-nullable` is the
 * one that its tools agree on. 3.1 says it by a type.
 */
export function isNullable(schema: JsonObject, dialect: Dialect): boolean {
  if (dialect === '3.1') return false;
  return schema['nullable'] === true || (dialect === '2.0' && schema['x-nullable'] === true);
}

/** Says in JSON Schema what OpenAPI 2.0 and 3.0 say in their own way: null, and exclusive limits as booleans. */
export function bringUp30(schema: Record<string, unknown>, nullable: boolean): void {
  bringUpLimits(schema);
  if (!nullable) return;
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

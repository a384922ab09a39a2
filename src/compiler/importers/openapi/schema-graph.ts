import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { ImportedSchema } from '../importer.ts';
import { refOf } from './resolve.ts';
import { nested, nestedLists, nestedMaps } from './schema-keywords.ts';

/** Keywords whose schemas look at the same value as the schema that they stand in. */
const inPlace = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** Names of the shared schemas that a converted schema refers to directly, sorted. */
export function usesOf(schema: JsonSchema): string[] {
  return refsOf(schema, () => true);
}

/**
 * Schemas that come back to themselves without having looked into the value: nothing can be checked against
 * them, and a validator that tries never ends.
 */
export function endlessSchemas(schemas: readonly ImportedSchema[]): ImportedSchema[] {
  const next = new Map(
    schemas.map(({ name, schema }) => [name, refsOf(schema, (keyword) => inPlace.has(keyword))]),
  );
  return schemas.filter(({ name }) => {
    const seen = new Set<string>();
    const pending = [...(next.get(name) ?? [])];
    for (let other = pending.pop(); other !== undefined; other = pending.pop()) {
      if (other === name) return true;
      if (seen.has(other)) continue;
      seen.add(other);
      pending.push(...(next.get(other) ?? []));
    }
    return false;
  });
}

function refsOf(schema: JsonSchema, follows: (keyword: string) => boolean): string[] {
  const refs = new Set<string>();
  (function visit(part: unknown): void {
    if (!isJsonObject(part)) return;
    const ref = refOf(part);
    if (ref !== undefined) refs.add(ref.slice('#/$defs/'.length));
    for (const [keyword, value] of Object.entries(part)) {
      if (!follows(keyword)) continue;
      if (nested.has(keyword)) visit(value);
      else if (nestedLists.has(keyword) && Array.isArray(value)) for (const item of value) visit(item);
      else if (nestedMaps.has(keyword))
        for (const member of Object.values(value as JsonObject)) visit(member);
    }
  })(schema);
  return [...refs].sort();
}

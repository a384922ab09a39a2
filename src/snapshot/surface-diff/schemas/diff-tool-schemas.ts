import type { JsonSchema } from '../../objects/json-schema.ts';
import type { Note } from '../change.ts';
import type { SharedSchemas } from '../surface.ts';
import { compareSchemas } from './compare-schemas.ts';
import { type Comparison, type Direction, type Resolve, type Schema, schemaOf } from './comparison.ts';

/** What is compared, and where its references lead on each side. */
export interface SchemaPair {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly oldShared: SharedSchemas;
  readonly newShared: SharedSchemas;
}

const prefix = '#/$defs/';

/** Compares two schemas of a tool, or two shared schemas, whose paths begin with `root`. */
export function diffSchemas(direction: Direction, pair: SchemaPair, root: string, note: Note): void {
  const { before, after, oldShared, newShared } = pair;
  const oldOwn = schemaOf(before['$defs']);
  const newOwn = schemaOf(after['$defs']);
  const comparison: Comparison = {
    direction,
    before: resolveIn(oldOwn, oldShared),
    after: resolveIn(newOwn, newShared),
    isShared: (reference) => {
      const name = nameOf(reference);
      if (name === undefined || has(oldOwn, name) || has(newOwn, name)) return false;
      return oldShared.digestOf(name) !== undefined && newShared.digestOf(name) !== undefined;
    },
    hasOwnDefinitions: before['$defs'] !== undefined || after['$defs'] !== undefined,
    note,
    compared: new Set(),
  };
  compareSchemas(before, after, root, comparison);
}

/** The shared schemas that a schema leads to, by name. */
export function sharedNames(schema: JsonSchema | undefined, shared: SharedSchemas): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [...referencesIn(schema)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    const object = shared.open(name);
    if (object === undefined) continue;
    reached.add(name);
    pending.push(...object.uses);
  }
  return reached;
}

function resolveIn(own: Schema, shared: SharedSchemas): Resolve {
  return (reference) => {
    const name = nameOf(reference);
    if (name === undefined) return undefined;
    return own !== false && has(own, name) ? schemaOf(own[name]) : shared.open(name)?.schema;
  };
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = key === '$ref' && typeof inner === 'string' ? nameOf(inner) : undefined;
    return name === undefined ? referencesIn(inner) : [name];
  });
}

/** JSON Pointers escape `~` and `/`; names of shared schemas have neither. */
function nameOf(reference: string): string | undefined {
  return reference.startsWith(prefix) ? reference.slice(prefix.length) : undefined;
}

function has(schema: Schema, name: string): boolean {
  return schema !== false && Object.hasOwn(schema, name);
}

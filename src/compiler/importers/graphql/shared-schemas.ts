import { compareText, type Location } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { ImportedSchema } from '../importer.ts';

/** The schemas that tools of one service share. */
export interface SharedSchemas {
  /** A reference to a schema, which is made once, later: it may refer to itself. */
  refer(name: string, at: Location, make: () => JsonSchema): JsonSchema;
  /** All of them, by name. Makes what is not made yet. */
  all(): ImportedSchema[];
}

export function sharedSchemas(): SharedSchemas {
  const made = new Map<string, ImportedSchema>();
  const names = new Set<string>();
  const pending: { name: string; at: Location; make: () => JsonSchema }[] = [];
  return {
    refer: (name, at, make) => {
      if (!names.has(name)) {
        names.add(name);
        pending.push({ name, at, make });
      }
      return { $ref: `#/$defs/${name}` };
    },
    all: () => {
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const { name, at, make } = next;
        const schema = make();
        made.set(name, { name, schema, uses: usesOf([schema]), at });
      }
      return [...made.values()].sort((a, b) => compareText(a.name, b.name));
    },
  };
}

/** Names of the shared schemas that schemas refer to, sorted. No name in GraphQL contains a `$`. */
export function usesOf(schemas: readonly (JsonSchema | undefined)[]): string[] {
  const uses = new Set<string>();
  const pending: unknown[] = [...schemas];
  while (pending.length > 0) {
    const part = pending.pop();
    if (typeof part !== 'object' || part === null) continue;
    for (const [key, value] of Object.entries(part))
      if (key === '$ref' && typeof value === 'string') uses.add(value.slice('#/$defs/'.length));
      else if (typeof value === 'object') pending.push(value);
  }
  return [...uses].sort();
}

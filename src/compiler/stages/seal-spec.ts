import { type Diagnostic, hasErrors, type Location } from '../../kernel/index.ts';
import { entryKey, type Id, referencesOf, type SealedObject, seal } from '../../snapshot/index.ts';
import type { Exclusion, ImportedSchema, ImportResult } from '../importers/importer.ts';
import { factsOf, type ToolFacts } from './tool-facts.ts';

/** The tools of a spec, sealed for one service. Plain data: it may come from another thread. */
export interface SealedSpec {
  readonly tools: readonly SealedTool[];
  readonly objects: readonly LocatedObject[];
  /** Operations that become no tool. */
  readonly excluded: readonly Exclusion[];
  readonly diagnostics: readonly Diagnostic[];
  /** False when there is no spec, or none that could be read: then nothing is known of its operations. */
  readonly isRead: boolean;
}

export interface SealedTool {
  readonly name: string;
  readonly operation: string;
  /** Name of its object. */
  readonly object: string;
  /** Keys of all objects that it needs, itself included. */
  readonly needs: readonly string[];
  /** Bytes of its entry in `tools/list`. */
  readonly listBytes: number;
  readonly facts: ToolFacts;
}

/** An object, and what it was made from. */
export interface LocatedObject {
  readonly object: SealedObject;
  readonly at: Location;
}

/** What is known of a service whose spec could not be read, or that has none. */
export const noSpec: SealedSpec = { tools: [], objects: [], excluded: [], diagnostics: [], isRead: false };

export function sealSpec(id: Id, result: ImportResult): SealedSpec {
  const objects: LocatedObject[] = [];
  const sizes = new Map<string, number>();
  for (const { name, types, at } of result.descriptors ?? []) {
    const object = seal('descriptor', `${id}/${name}`, { format: 'descriptor@1', name, types });
    objects.push({ object, at });
  }
  for (const { name, schema, uses, at } of result.schemas) {
    const object = seal('schema', `${id}/${name}`, {
      format: 'schema@1',
      name,
      schema,
      uses: [...uses],
    });
    objects.push({ object, at });
    sizes.set(name, object.bytes.length);
  }
  const closure = closureOf(result.schemas);
  // One text per schema: in dense specs every tool needs every schema.
  const keys = new Map(result.schemas.map(({ name }) => [name, `schema ${id}/${name}`]));
  const tools = result.tools.map(({ tool, at, security }): SealedTool => {
    const value = { format: 'tool@1', ...tool } as const;
    const object = seal('tool', `${id}/${tool.name}`, value);
    objects.push({ object, at });
    const other = referencesOf(object.name, value)
      .filter(({ kind }) => kind !== 'schema')
      .map(entryKey);
    const needed = closure(tool.uses);
    const own = JSON.stringify([
      tool.name,
      tool.title,
      tool.description,
      tool.inputSchema,
      tool.outputSchema,
    ]);
    return {
      name: tool.name,
      operation: tool.operation,
      object: object.name,
      needs: [entryKey(object), ...other, ...needed.map((name) => keys.get(name) ?? `schema ${id}/${name}`)],
      facts: factsOf(tool, at, security),
      listBytes: needed.reduce((bytes, name) => bytes + (sizes.get(name) ?? 0), own.length),
    };
  });
  const { diagnostics, excluded } = result;
  return { tools, objects, excluded, diagnostics, isRead: tools.length > 0 || !hasErrors(diagnostics) };
}

/** All schemas that some of them lead to, those included. */
function closureOf(schemas: readonly ImportedSchema[]): (uses: readonly string[]) => string[] {
  const usesOf = new Map(schemas.map(({ name, uses }) => [name, uses]));
  return (uses) => {
    const found = new Set<string>();
    const pending = [...uses];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      pending.push(...(usesOf.get(name) ?? []));
    }
    return [...found];
  };
}

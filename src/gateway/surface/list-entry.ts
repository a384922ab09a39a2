import { isJsonObject } from '../../kernel/index.ts';
import type { JsonSchema, SchemaObject, ToolObject } from '../../snapshot/index.ts';

/** The shared schemas of a service, by name. */
export type SharedSchemas = (name: string) => SchemaObject | undefined;

/** A schema that stands alone: with every shared schema that it needs in its own `$defs`, beside what is there. */
export function standalone(schema: JsonSchema, uses: readonly string[], shared: SharedSchemas): JsonSchema {
  const text = uses.length === 0 ? '' : JSON.stringify(schema);
  const pending = uses.filter((name) => text.includes(JSON.stringify(`#/$defs/${name}`)));
  const defs = new Map<string, JsonSchema>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (defs.has(name)) continue;
    const object = shared(name);
    if (object === undefined) throw new Error(`no schema ${name}`);
    defs.set(name, object.schema);
    pending.push(...object.uses);
  }
  if (defs.size === 0) return schema;
  const sorted = Object.fromEntries([...defs].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...schema, $defs: isJsonObject(schema['$defs']) ? { ...sorted, ...schema['$defs'] } : sorted };
}

/** The entry of a tool in `tools/list` (MCP, `Tool`), as JSON in UTF-8. */
export function listEntry(
  tool: ToolObject,
  inputSchema: JsonSchema,
  outputSchema: JsonSchema | undefined,
): Buffer {
  const { name, title, description, annotations } = tool;
  return Buffer.from(
    JSON.stringify({
      name,
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      inputSchema,
      ...(outputSchema === undefined ? {} : { outputSchema }),
      ...(annotations === undefined ? {} : { annotations }),
    }),
  );
}

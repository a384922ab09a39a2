import { canonicalBytes } from './canonical.ts';
import type { ToolObject } from './objects/tool.ts';
import type { SharedSchemas } from './surface-diff/surface.ts';

/** Bytes of the entry of a tool in `tools/list`, the shared schemas that it leads to included. */
function listBytesOf(tool: ToolObject, schemas: SharedSchemas, known: Map<string, number>): number {
  const { name, title, description, inputSchema, outputSchema } = tool;
  let bytes = JSON.stringify([name, title, description, inputSchema, outputSchema]).length;
  const seen = new Set<string>();
  const pending = [...tool.uses];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const schema = schemas.open(next);
    if (schema === undefined) continue;
    const digest = schemas.digestOf(next) ?? next;
    const size = known.get(digest) ?? canonicalBytes(schema).length;
    known.set(digest, size);
    bytes += size;
    pending.push(...schema.uses);
  }
  return bytes;
}

/**
 * Tokens that `tools/list` of an endpoint costs a model, estimated as a quarter of its bytes: what `contextBudget` is
 * compared with. `known` keeps the sizes of schemas that endpoints share.
 */
export function contextTokens(
  tools: Iterable<ToolObject>,
  schemas: SharedSchemas,
  known: Map<string, number> = new Map(),
): number {
  let bytes = 0;
  for (const tool of tools) bytes += listBytesOf(tool, schemas, known);
  return Math.ceil(bytes / 4);
}

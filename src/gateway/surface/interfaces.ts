import type { Resource, Tool } from './surface.ts';

/** By the tool without a link, then by the link: as long as both stay, so does the tool. */
const linked = new WeakMap<Tool, Map<string, Tool>>();

/**
 * The tools of an endpoint, those that a `ui://` resource of it shows with `_meta.ui` in their entries (MCP Apps).
 * Of several resources the first one counts.
 */
export function linkInterfaces(tools: readonly Tool[], resources: Iterable<Resource>): readonly Tool[] {
  const links = new Map<string, string>();
  for (const { object } of resources)
    for (const { tool, visibility } of object.tools ?? [])
      if (!links.has(tool)) links.set(tool, JSON.stringify({ ui: { resourceUri: object.uri, visibility } }));
  if (links.size === 0) return tools;
  return tools.map((tool) => {
    const meta = links.get(tool.name);
    return meta === undefined ? tool : withMeta(tool, meta);
  });
}

function withMeta(tool: Tool, meta: string): Tool {
  const variants = linked.get(tool) ?? new Map<string, Tool>();
  linked.set(tool, variants);
  let variant = variants.get(meta);
  if (variant === undefined) {
    // An entry is a JSON object that is not empty: its last byte is its closing brace.
    const entry = Buffer.concat([tool.entry.subarray(0, -1), Buffer.from(`,"_meta":${meta}}`)]);
    variant = { ...tool, entry };
    variants.set(meta, variant);
  }
  return variant;
}

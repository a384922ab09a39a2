import { z } from 'zod';

const iconSchema = z.strictObject({
  src: z.string(),
  mimeType: z.string().optional(),
  sizes: z.array(z.string()).optional(),
});

/** Where the content of a resource comes from when it is read. */
const contentSchema = z.discriminatedUnion('from', [
  /** Of a template with `${variable}` where a part of the URI goes. */
  z.strictObject({ from: z.literal('text'), text: z.string() }),
  /** Base64. */
  z.strictObject({ from: z.literal('blob'), blob: z.string() }),
  /** The path of the URI, asked of the backend of the plan (`file:///path`). */
  z.strictObject({ from: z.literal('backend') }),
  /** An absolute http or https URL without credentials. */
  z.strictObject({ from: z.literal('remote'), url: z.string() }),
]);

/** One MCP resource, or a template of many. Named `<service id>/<artifact>/<uri>`. */
export const resourceSchema = z.strictObject({
  format: z.literal('resource@1'),
  /** The URI, or the URI template (RFC 6570) when `template` is true. */
  uri: z.string(),
  template: z.boolean().optional(),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  mimeType: z.string().optional(),
  /** Bytes. */
  size: z.number().int().nonnegative().optional(),
  icons: z.array(iconSchema).optional(),
  annotations: z
    .strictObject({
      audience: z.array(z.string()).optional(),
      priority: z.number().optional(),
      lastModified: z.string().optional(),
    })
    .optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
  content: contentSchema.optional(),
  /** Tools whose results this `ui://` resource shows, by MCP name; who sees them, when that is said (MCP Apps). */
  tools: z
    .array(z.strictObject({ tool: z.string(), visibility: z.array(z.enum(['model', 'app'])).optional() }))
    .optional(),
});

export type ResourceObject = z.infer<typeof resourceSchema>;

import { z } from 'zod';
import { callSchema } from './call.ts';
import { jsonSchemaSchema } from './json-schema.ts';

/** Hints for the model about what a call does (MCP specification, `ToolAnnotations`). */
const annotationsSchema = z.strictObject({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});

/**
 * One tool of a service, without anything that a plan decides: its object is shared by every exposition that
 * offers it. Named `<service id>/<tool name>`; a custom tool `<service id>/<artifact>/<tool name>`.
 */
export const toolSchema = z.strictObject({
  format: z.literal('tool@1'),
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  /** The operation that it calls, as the service's spec names it: `GET /orders/{id}`. A script's is its own name. */
  operation: z.string(),
  inputSchema: jsonSchemaSchema,
  outputSchema: jsonSchemaSchema.optional(),
  annotations: annotationsSchema.optional(),
  /** Schemas that input and output refer to as `#/$defs/<name>`, directly; each is an object of its own. */
  uses: z.array(z.string()),
  call: callSchema,
});

export type ToolObject = z.infer<typeof toolSchema>;

/** The MCP name in the name of a `tool` object. */
export function toolNameOf(objectName: string): string {
  return objectName.slice(objectName.lastIndexOf('/') + 1);
}

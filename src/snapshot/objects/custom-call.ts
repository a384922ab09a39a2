import { z } from 'zod';
import { jsonSchemaSchema } from './json-schema.ts';

/**
 * A declarative custom tool: another tool of the same service is called, with arguments made from a template.
 * `target` is the name of a `tool` object; it need not be offered by the exposition.
 */
export const targetCallSchema = z.strictObject({
  protocol: z.literal('tool'),
  target: z.string(),
  /** A text that is `${path}` as a whole is replaced by that argument; only objects are looked into. */
  arguments: z.record(z.string(), z.unknown()),
  /** Forms that the user fills in before the call; answers are `elicit.<name>.<field>` in the template. */
  elicit: z.record(z.string(), z.strictObject({ message: z.string(), schema: jsonSchemaSchema })).optional(),
});

/** A scripted custom tool: the body of a JavaScript function, and the tools that it may call. */
export const scriptCallSchema = z.strictObject({
  protocol: z.literal('script'),
  script: z.string(),
  /** Tools by their MCP name, of this exposition or of the one elected for another service (by its id). */
  tools: z.array(z.strictObject({ tool: z.string(), service: z.string().optional() })),
});

export type TargetCall = z.infer<typeof targetCallSchema>;
export type ScriptCall = z.infer<typeof scriptCallSchema>;

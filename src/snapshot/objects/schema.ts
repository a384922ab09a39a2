import { z } from 'zod';
import { jsonSchemaSchema } from './json-schema.ts';

/** One schema that tools of a service share. Named `<service id>/<name>`. */
export const schemaSchema = z.strictObject({
  format: z.literal('schema@1'),
  name: z.string(),
  schema: jsonSchemaSchema,
  /** Other schemas that this one refers to as `#/$defs/<name>`, directly. */
  uses: z.array(z.string()),
});

export type SchemaObject = z.infer<typeof schemaSchema>;

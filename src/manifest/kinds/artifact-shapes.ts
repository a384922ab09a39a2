import { z } from 'zod';
import {
  apiVersionSchema,
  exactServiceReferenceSchema,
  kindSchema,
  metadataSchema,
  specSchema,
  statusSchema,
} from './common.ts';

/** The two ways to write an artifact: the bare file with its body at the root, or `metadata` and `spec`. */
export function artifactShapes<K extends string, B extends z.ZodRawShape>(
  kind: K,
  body: B,
  description: string,
  /** Of which at least one must be there. */
  oneOf: readonly (keyof B & string)[] = [],
) {
  const inner = { service: exactServiceReferenceSchema, ...body };
  const isComplete = (given: object): boolean => oneOf.length === 0 || oneOf.some((field) => field in given);
  const incomplete = { message: `needs ${oneOf.join(' or ')}` };
  return {
    bare: z
      .strictObject({ apiVersion: apiVersionSchema, kind: kindSchema(kind), ...inner })
      .refine(isComplete, incomplete)
      .describe(`${description} Bare form: named after its file.`),
    resource: z
      .strictObject({
        apiVersion: apiVersionSchema,
        kind: kindSchema(kind),
        metadata: metadataSchema,
        spec: specSchema(inner).refine(isComplete, incomplete),
        status: statusSchema,
      })
      .describe(`${description} Resource form: named by \`metadata.name\`.`),
  };
}

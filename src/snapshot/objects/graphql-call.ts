import { z } from 'zod';

/** A field of the answer that is asked for when the tool gets its argument. */
const relationSchema = z.strictObject({
  /** The tool's argument, an object: `__relation_issues`. */
  argument: z.string(),
  field: z.string(),
  /** Members of that object, the variables that they become, and the types of those. */
  arguments: z.array(z.strictObject({ argument: z.string(), variable: z.string(), type: z.string() })),
  /** Selection set without its braces; absent for a field that has none. */
  selection: z.string().optional(),
});

/**
 * One GraphQL request to the backend's endpoint. Its text is put together of what stands here; what a caller gives
 * travels in variables only.
 */
export const graphqlCallSchema = z.strictObject({
  protocol: z.literal('graphql'),
  operation: z.enum(['query', 'mutation']),
  /** The field of the root type; the operation is named like it. */
  field: z.string(),
  /** Arguments of the tool and of the field, each a variable of its own name, with its type: `[ID!]!`. */
  arguments: z.array(z.strictObject({ argument: z.string(), type: z.string() })),
  selection: z.string().optional(),
  relations: z.array(relationSchema).optional(),
});

export type GraphqlCall = z.infer<typeof graphqlCallSchema>;

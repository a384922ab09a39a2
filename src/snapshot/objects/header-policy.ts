import { z } from 'zod';

/** Names are in lower case. */
const passesSchema = z.array(z.strictObject({ from: z.string(), to: z.string() })).min(1);

/** Headers that pass between client and backend; no other does. */
export const headerPolicySchema = z.strictObject({
  /** Of the client's request, and their names at the backend. */
  request: passesSchema.optional(),
  /** What the gateway would tell of the client (`forwarded`, `traceparent` and the like), and does not. */
  withheld: z.array(z.string()).min(1).optional(),
  /** Of the backend's answer to a tool call, and their names at the client. */
  response: passesSchema.optional(),
});

export type HeaderPolicy = z.infer<typeof headerPolicySchema>;

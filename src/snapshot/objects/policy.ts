import { z } from 'zod';

/** A rule that every plan of the organization must keep. Read by the control plane only. Named by its name. */
export const policySchema = z.strictObject({
  format: z.literal('policy@1'),
  name: z.string(),
  /** CEL over a plan; true means that all is well. */
  expression: z.string(),
  severity: z.enum(['warn', 'deny']),
  message: z.string(),
});

export type PolicyObject = z.infer<typeof policySchema>;

import { z } from 'zod';

/** Which source a snapshot was compiled from. Read by the control plane only. Named by the source id. */
export const sourceSchema = z.strictObject({
  format: z.literal('source@1'),
  id: z.string(),
  organization: z.string(),
  /** Sources whose objects it takes over where it declares the same. */
  adopts: z.array(z.string()).optional(),
});

export type SourceObject = z.infer<typeof sourceSchema>;

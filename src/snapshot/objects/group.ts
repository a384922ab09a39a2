import { z } from 'zod';

/** The labels that select gateways. Read by the control plane only. Named by the group's name. */
export const groupSchema = z.strictObject({
  format: z.literal('group@1'),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  gatewayClassName: z.string().optional(),
  keepOnDelete: z.boolean().optional(),
});

export type GroupObject = z.infer<typeof groupSchema>;

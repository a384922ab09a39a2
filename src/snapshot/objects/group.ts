import { z } from 'zod';

/** The labels that select gateways. Read by the control plane only. Named by the group's name. */
export const groupSchema = z.strictObject({
  format: z.literal('group@1'),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  gatewayClassName: z.string().optional(),
  /** When its gateways take a new revision. */
  rollout: z
    .strictObject({
      /** Gateways of lower waves change first. */
      wave: z.number().int().nonnegative().optional(),
      /** Milliseconds that the wave is watched before the next one begins. */
      bakeTimeMs: z.number().int().nonnegative().optional(),
      /** Share of failed calls, in [0, 1], above which the rollout ends. */
      maxErrorRate: z.number().min(0).max(1).optional(),
    })
    .optional(),
  keepOnDelete: z.boolean().optional(),
});

export type GroupObject = z.infer<typeof groupSchema>;

import { z } from 'zod';
import {
  apiVersionSchema,
  keepOnDeleteSchema,
  kindSchema,
  metadataSchema,
  protectedSchema,
  specSchema,
  statusSchema,
} from './common.ts';

export const gatewayGroupSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('GatewayGroup'),
    metadata: metadataSchema,
    spec: specSchema({
      name: z.string().min(1).optional().describe('Name of the group. `metadata.name` by default.'),
      labels: z
        .record(z.string().min(1), z.string())
        .describe('A gateway belongs to the group when each of its own labels is here with the same value.'),
      gatewayClassName: z.string().optional().describe('GatewayClass that serves the group.'),
      rollout: z
        .strictObject({
          wave: z.number().int().nonnegative().optional().describe('Gateways of lower waves change first.'),
          bakeTimeMs: z
            .number()
            .int()
            .nonnegative()
            .optional()
            .describe('Milliseconds before the next wave.'),
          maxErrorRate: z
            .number()
            .min(0)
            .max(1)
            .optional()
            .describe('Share of failed calls that ends a rollout.'),
        })
        .optional()
        .describe('When the gateways of this group take a new revision.'),
      sharedWith: z.array(z.string()).optional().describe('Organizations that may place expositions here.'),
      keepOnDelete: keepOnDeleteSchema,
      protected: protectedSchema,
    }),
    status: statusSchema,
  })
  .describe('The labels that select the gateways which serve an Exposition.');

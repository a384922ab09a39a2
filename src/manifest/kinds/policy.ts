import { z } from 'zod';
import { apiVersionSchema, metadataSchema, statusSchema } from './common.ts';

export const policySchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: z.literal('Policy'),
    metadata: metadataSchema,
    spec: z.strictObject({
      expression: z
        .string()
        .min(1)
        .describe('CEL over the JSON form of a plan; true means that all is well.'),
      severity: z.enum(['warn', 'deny']).optional().describe('What happens otherwise. `deny` by default.'),
      message: z.string().min(1).describe('What a person is told then.'),
    }),
    status: statusSchema,
  })
  .describe('A rule that every plan must keep.');

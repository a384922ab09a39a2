import { z } from 'zod';
import { apiVersionSchema, kindSchema, metadataSchema, specSchema, statusSchema } from './common.ts';

export const policySchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('Policy'),
    metadata: metadataSchema,
    spec: specSchema({
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

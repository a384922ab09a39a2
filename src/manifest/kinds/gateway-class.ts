import { z } from 'zod';
import { apiVersionSchema, kindSchema, metadataSchema, specSchema, statusSchema } from './common.ts';

export const gatewayClassSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('GatewayClass'),
    metadata: metadataSchema,
    spec: specSchema({
      controllerName: z.string().min(1).describe('The target that renders for this class.'),
      description: z.string().optional().describe('What the class is for.'),
      parameters: z.record(z.string(), z.unknown()).optional().describe('Settings of the target.'),
      capabilities: z.array(z.string()).optional().describe('What its gateways can do.'),
      defaults: z.record(z.string(), z.unknown()).optional().describe('Settings of its gateways.'),
    }),
    status: statusSchema,
  })
  .describe('The implementation that runs the gateways of a group.');

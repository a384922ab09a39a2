import { z } from 'zod';
import {
  apiVersionSchema,
  keepOnDeleteSchema,
  kindSchema,
  metadataSchema,
  protectedSchema,
  serviceReferenceSchema,
  specSchema,
  statusSchema,
} from './common.ts';

export const expositionManifestSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('Exposition'),
    metadata: metadataSchema,
    spec: specSchema({
      service: serviceReferenceSchema,
      configurationPlan: z.string().min(1).describe('Name of a ConfigurationPlan of that service.'),
      gatewayGroup: z.string().min(1).describe('Name of the GatewayGroup that serves it.'),
      name: z
        .string()
        .regex(
          /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
          'must be a slug: lower-case letters, digits and dashes',
        )
        .optional()
        .describe('Readable part of the URL, unique in the organization: `/mcp/<organization>/<name>`.'),
      keepOnDelete: keepOnDeleteSchema,
      protected: protectedSchema,
    }),
    status: statusSchema,
  })
  .describe('One ConfigurationPlan placed on one GatewayGroup: one MCP endpoint.');

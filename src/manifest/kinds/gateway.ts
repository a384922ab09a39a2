import { z } from 'zod';
import { apiVersionSchema, kindSchema, metadataSchema, specSchema, statusSchema } from './common.ts';

const listenerSchema = z.strictObject({
  name: z.string().min(1).describe('Name of the listener.'),
  hostname: z.string().optional().describe('Host name that it answers to.'),
  port: z.number().int().min(1).max(65535).describe('Port.'),
  protocol: z.enum(['HTTP', 'HTTPS']).optional().describe('`HTTP` by default.'),
  tls: z
    .strictObject({
      certificate: z.string().describe('Reference to the certificate chain.'),
      key: z.string().describe('Reference to its key.'),
    })
    .optional()
    .describe('Certificate of the listener.'),
});

export const gatewayManifestSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('Gateway'),
    metadata: metadataSchema,
    spec: specSchema({
      gatewayClassName: z.string().min(1).describe('GatewayClass of this gateway.'),
      gatewayGroup: z.string().min(1).optional().describe('GatewayGroup whose expositions it serves.'),
      listeners: z.array(listenerSchema).min(1).describe('Where it listens.'),
      parameters: z.record(z.string(), z.unknown()).optional().describe('Settings of its class.'),
    }),
    status: statusSchema,
  })
  .describe('Listeners, host names and TLS of a gateway that is rendered for another implementation.');

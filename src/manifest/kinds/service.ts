import { z } from 'zod';
import {
  apiVersionSchema,
  keepOnDeleteSchema,
  kindSchema,
  metadataSchema,
  operationsSchema,
  protectedSchema,
  specSchema,
  statusSchema,
} from './common.ts';

const instanceSchema = z
  .strictObject({
    name: z.string().optional().describe('Name of the instance in messages and metrics.'),
    url: z.string().optional().describe('URL of an MCP server over HTTP.'),
    transport: z.enum(['http', 'sse', 'stdio']).optional().describe('How it is reached. `http` by default.'),
    command: z.array(z.string()).min(1).optional().describe('Program and arguments of a stdio server.'),
    env: z.record(z.string(), z.string()).optional().describe('Environment of a stdio server.'),
    weight: z.number().int().positive().optional().describe('Share of the calls, for the weighted strategy.'),
  })
  .describe('One running MCP server.');

const upstreamSchema = z
  .strictObject({
    name: z.string().min(1).describe('Name of the pool.'),
    prefix: z.string().optional().describe('Put before the names of its tools.'),
    strategy: z
      .enum([
        'round-robin',
        'least-connections',
        'weighted',
        'health-based',
        'random',
        'power-of-two-choices',
        'consistent-hash',
      ])
      .optional()
      .describe('How an instance is chosen. `round-robin` by default.'),
    healthCheck: z
      .strictObject({
        intervalMs: z.number().int().positive().optional().describe('Milliseconds between checks.'),
        timeoutMs: z.number().int().positive().optional().describe('Milliseconds that a check may take.'),
        rise: z.number().int().positive().optional().describe('Successes that make an instance healthy.'),
        fall: z.number().int().positive().optional().describe('Failures that make it unhealthy.'),
      })
      .optional()
      .describe('Active health checks.'),
    instances: z.array(instanceSchema).min(1).describe('Interchangeable servers.'),
  })
  .describe('A pool of interchangeable MCP servers.');

export const serviceSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('Service'),
    metadata: metadataSchema,
    spec: specSchema({
      file: z.string().min(1).optional().describe('Path of the spec, relative to this manifest.'),
      url: z.string().min(1).optional().describe('URL of the spec, pinned in `reshapr.lock`.'),
      type: z
        .enum(['REST', 'GRAPHQL', 'GRPC', 'MCP'])
        .optional()
        .describe(
          'What the service is. Read from the spec when left out; `MCP` fronts existing MCP servers.',
        ),
      name: z.string().min(1).optional().describe('Name of the service. The title of its spec by default.'),
      version: z.string().min(1).optional().describe('Version of the service. That of its spec by default.'),
      includedOperations: operationsSchema
        .optional()
        .describe('Only these operations are part of the service: `GET /orders`.'),
      excludedOperations: operationsSchema
        .optional()
        .describe('These operations are not part of the service. Ignored when some are included.'),
      graphql: z
        .strictObject({
          maxDepth: z
            .number()
            .int()
            .min(1)
            .max(10)
            .optional()
            .describe('Levels of objects that an answer is asked for. 3 by default.'),
          maxFields: z
            .number()
            .int()
            .min(1)
            .max(2000)
            .optional()
            .describe(
              'Fields that an answer is asked for; levels that go over it are left out. 200 by default.',
            ),
        })
        .optional()
        .describe('How much the tools of a GraphQL schema ask for.'),
      upstreams: z.array(upstreamSchema).min(1).optional().describe('Pools of MCP servers, for type `MCP`.'),
      instances: z.array(instanceSchema).min(1).optional().describe('One pool, for type `MCP`.'),
      secretRef: z.string().optional().describe('Secret to fetch a `url` with.'),
      keepOnDelete: keepOnDeleteSchema,
      protected: protectedSchema,
    }),
    status: statusSchema,
  })
  .describe('A backend service and the spec that its tools are made from.');

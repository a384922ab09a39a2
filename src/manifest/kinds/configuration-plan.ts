import { z } from 'zod';
import {
  apiVersionSchema,
  exactServiceReferenceSchema,
  keepOnDeleteSchema,
  kindSchema,
  metadataSchema,
  operationsSchema,
  protectedSchema,
  specSchema,
  statusSchema,
} from './common.ts';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits, as `reshapr api-key create` prints them')
  .describe('SHA-256 of a key, as `reshapr api-key create` writes it.');

const reference = z.string().min(1).describe('`${env:NAME}` or `${file:path}`, resolved by the gateway.');

const apiKeySchema = z
  .union([
    z.boolean(),
    z.strictObject({
      sha256: z.union([sha256, z.array(sha256).min(1).max(2)]).describe('SHA-256 of the key, or of both.'),
    }),
    z.strictObject({
      from: z
        .union([reference, z.array(reference).min(1).max(2)])
        .describe('Where the gateway finds the key, or both.'),
    }),
  ])
  .describe('Key that callers present in `x-reshapr-key`. Two may be valid at once while one is rotated.');

const headerRulesSchema = z.strictObject({
  allow: z.array(z.string()).optional().describe('Headers that pass.'),
  deny: z.array(z.string()).optional().describe('Headers that do not.'),
  rename: z
    .array(
      z.strictObject({
        from: z.string().describe('Name of the header.'),
        to: z.string().describe('Its name from then on.'),
      }),
    )
    .optional()
    .describe('Headers that pass under another name.'),
});

const cachePolicySchema = z
  .strictObject({
    ttlMs: z.number().int().nonnegative().optional().describe('Milliseconds a client may keep a list.'),
    cacheScope: z
      .enum(['public', 'private'])
      .optional()
      .describe('Whether lists may be shared among callers.'),
  })
  .describe('Hints to MCP clients on how long lists stay fresh.');

export const configurationPlanSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('ConfigurationPlan'),
    metadata: metadataSchema,
    spec: specSchema({
      service: exactServiceReferenceSchema,
      description: z.string().optional().describe('What the plan is for.'),
      backendEndpoint: z.string().min(1).describe('Base URL of the backend.'),
      backendTimeout: z.number().int().positive().optional().describe('Milliseconds that one call may take.'),
      backendSecretRef: z
        .string()
        .min(1)
        .optional()
        .describe('Credential for the backend, from a SecretSource.'),
      includedOperations: operationsSchema.optional().describe('Only these operations become tools.'),
      excludedOperations: operationsSchema
        .optional()
        .describe('These operations do not become tools. Ignored when some are included.'),
      includedArtifacts: z
        .union([z.literal('none'), z.array(z.string().min(1))])
        .optional()
        .describe('Names of the attached artifacts that count; all when left out, `none` for none.'),
      artifacts: z.array(z.string()).optional().describe('Reserved by reShapr, without effect.'),
      apiKey: apiKeySchema.optional(),
      oauth2Configuration: z
        .strictObject({
          authorizationServers: z.array(z.string()).min(1).describe('Issuers whose tokens are accepted.'),
          jwksUri: z
            .string()
            .min(1)
            .optional()
            .describe('Where their keys are; the metadata of each issuer says so when left out.'),
          algorithms: z
            .array(z.string())
            .min(1)
            .optional()
            .describe('Algorithms that a token may be signed with; all asymmetric ones when left out.'),
          scopes: z.array(z.string()).optional().describe('Scopes that a token must have.'),
          staticAudiences: z
            .array(z.string())
            .optional()
            .describe('Audiences accepted besides the endpoint.'),
          disableAudienceValidation: z.boolean().optional().describe('Accept a token for any audience.'),
        })
        .optional()
        .describe('Bearer tokens of OAuth2 authorization servers; without effect beside `apiKey`.'),
      oauth2: z
        .strictObject({
          clientId: z.string().describe('Id of the client.'),
          clientSecret: z.string().describe('Its secret, as a reference.'),
        })
        .optional()
        .describe('Client credentials for the backend; the secret as a reference.'),
      permissions: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .describe(
          'Scopes that a token must have besides, per tool. Tools whose scopes it lacks are not listed.',
        ),
      rateLimit: z
        .strictObject({
          calls: z.number().int().positive().describe('Calls at once, and in each period.'),
          periodMs: z.number().int().positive().describe('Milliseconds.'),
          per: z
            .enum(['endpoint', 'tool', 'caller'])
            .optional()
            .describe('What has a limit of its own; the endpoint as a whole when left out.'),
        })
        .optional()
        .describe('How often tools of the endpoint may be called, on all gateways of its group together.'),
      retry: z
        .strictObject({
          attempts: z.number().int().positive().max(10).describe('Attempts in all.'),
          backoffMs: z
            .number()
            .int()
            .nonnegative()
            .optional()
            .describe('Milliseconds before the second one.'),
        })
        .optional()
        .describe('Retries of calls that are safe to repeat.'),
      headerPolicy: z
        .strictObject({
          request: headerRulesSchema.optional().describe('Headers of the call to the backend.'),
          response: headerRulesSchema.optional().describe('Headers of its answer.'),
        })
        .optional()
        .describe('Headers that pass between client and backend.'),
      cachePolicy: z
        .union([cachePolicySchema, z.string()])
        .optional()
        .describe('How long clients may keep lists. A text is accepted as in reShapr, without effect.'),
      audit: z
        .boolean()
        .optional()
        .describe('Write an audit event for every request, and for every caller that is not let in.'),
      cors: z
        .strictObject({
          allowOrigins: z
            .array(z.string())
            .min(1)
            .describe('Origins of pages, like `https://app.example.com`, `https://*.example.com` or `*`.'),
        })
        .optional()
        .describe('Web pages whose scripts may call the endpoint; none when left out.'),
      contextBudget: z
        .number()
        .int()
        .positive()
        .optional()
        .describe("Tokens that the endpoint's tool list may cost a model."),
      keepOnDelete: keepOnDeleteSchema,
      protected: protectedSchema,
    }),
    status: statusSchema,
  })
  .describe('How a Service is offered to one audience: which operations, to whom, on which backend.');

import { z } from 'zod';
import { headerPolicySchema } from './header-policy.ts';

/** A value the gateway resolves when it needs it: text with `${env:NAME}` or `${file:path}` in it. */
const referenceSchema = z.string();

/** A key that callers present in `x-reshapr-key`: known by its SHA-256, or by where the gateway finds it. */
const apiKeySchema = z.union([
  z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ from: referenceSchema }),
]);

const callersSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open') }),
  /** Any one of the keys opens; two are there while one is being rotated. */
  z.strictObject({ type: z.literal('apiKey'), keys: z.array(apiKeySchema).min(1) }),
  /** Bearer tokens; `object` is the name of an `access` object. */
  z.strictObject({ type: z.literal('oauth2'), object: z.string() }),
]);

const backendSecretSchema = z.strictObject({
  name: z.string(),
  username: referenceSchema.optional(),
  password: referenceSchema.optional(),
  token: referenceSchema.optional(),
  tokenHeader: z.string().optional(),
});

/** One MCP endpoint: what is offered, to whom, and by which backend it is served. Named by its id. */
export const expositionSchema = z.strictObject({
  format: z.literal('exposition@1'),
  id: z.string(),
  organization: z.string(),
  /** Readable name, unique in the organization: `/mcp/<organization>/<name>`. */
  name: z.string().optional(),
  service: z.strictObject({ id: z.string(), name: z.string(), version: z.string() }),
  plan: z.strictObject({ id: z.string(), name: z.string() }),
  group: z.string(),
  access: callersSchema,
  backend: z.strictObject({
    endpoint: z.string(),
    /** Milliseconds for a whole call; the gateway's default when absent. */
    timeoutMs: z.number().int().positive().optional(),
    secret: backendSecretSchema.optional(),
    /** Name of a `credential` object: what it takes more than a header to present. */
    credential: z.string().optional(),
    headers: headerPolicySchema.optional(),
    /** Attempts in all, and milliseconds before the second one; the gateway's default when absent. */
    retry: z
      .strictObject({
        attempts: z.number().int().min(2),
        backoffMs: z.number().int().nonnegative().optional(),
      })
      .optional(),
  }),
  /** Tool calls that clients may make: `calls` at once, and as many in each period. */
  rateLimit: z
    .strictObject({
      calls: z.number().int().positive(),
      periodMs: z.number().int().positive(),
      /** What has a limit of its own. */
      per: z.enum(['endpoint', 'tool', 'caller']),
    })
    .optional(),
  /** Cache hints to MCP clients (2026-07-28, `ttlMs` and `cacheScope`). */
  cache: z
    .strictObject({
      ttlMs: z.number().int().nonnegative().optional(),
      scope: z.enum(['public', 'private']).optional(),
    })
    .optional(),
  /** Origins of web pages whose scripts may call: as browsers send them, `https://*.<domain>`, or `*`. */
  cors: z.strictObject({ origins: z.array(z.string()).min(1) }).optional(),
  /** Whether requests and refusals are written to the audit log of the gateway. */
  audit: z.literal(true).optional(),
  /** Names of `tool` objects, in the order of `tools/list`. */
  tools: z.array(z.string()),
  /** Names of `prompt`, `resource` and `filter` objects; absent when there are none. */
  prompts: z.array(z.string()).optional(),
  resources: z.array(z.string()).optional(),
  filters: z.array(z.string()).optional(),
});

export type ExpositionObject = z.infer<typeof expositionSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type BackendSecret = z.infer<typeof backendSecretSchema>;

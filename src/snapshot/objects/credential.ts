import { z } from 'zod';

/** A value the gateway resolves when it needs it: text with `${env:NAME}` or `${file:path}` in it. */
const referenceSchema = z.string();

/** The client that the gateway is at an authorization server (RFC 6749). */
const oauthClientSchema = z.strictObject({
  id: z.string(),
  /** A public client has none. */
  secret: referenceSchema.optional(),
  /** The secret is sent in the body, not in `Authorization` (RFC 6749, 2.3.1). */
  secretInBody: z.literal(true).optional(),
  tokenEndpoint: z.string(),
  scopes: z.array(z.string()).optional(),
  audience: z.string().optional(),
  /** RFC 8707. */
  resource: z.string().optional(),
});

const grantSchema = z.discriminatedUnion('type', [
  /** One token for all callers (RFC 6749, 4.4). */
  z.strictObject({ type: z.literal('clientCredentials'), client: oauthClientSchema }),
  /** The token of each caller is exchanged for one that the backend takes (RFC 8693). */
  z.strictObject({ type: z.literal('tokenExchange'), client: oauthClientSchema }),
  /** Each caller lets the gateway have a token (RFC 6749, 4.1, with PKCE). */
  z.strictObject({
    type: z.literal('authorizationCode'),
    client: oauthClientSchema,
    authorizationEndpoint: z.string(),
  }),
  /** Each caller types a token. */
  z.strictObject({ type: z.literal('form') }),
]);

/** PEM, or references to it. */
const tlsSchema = z.strictObject({
  /** The only authorities that the certificate of the backend may come from; those of Node when absent. */
  authorities: referenceSchema.optional(),
  /** What the gateway presents to the backend. */
  client: z.strictObject({ certificate: referenceSchema, key: referenceSchema }).optional(),
});

/**
 * What a gateway presents to the backend of a plan where that is more than a header from a reference. Named
 * `<service id>/<plan id>`. It is an object of its own, so that a gateway which does not know it is never sent an
 * endpoint whose backend it would call without.
 */
export const credentialSchema = z.strictObject({
  format: z.literal('credential@1'),
  /** Name of the secret in its SecretSource, for messages. */
  secret: z.string(),
  /** How a token is come by; what is presented is in `backend.secret` of the exposition when absent. */
  grant: grantSchema.optional(),
  /** Header of the token, as a reference; `Authorization: Bearer` when absent. */
  tokenHeader: referenceSchema.optional(),
  tls: tlsSchema.optional(),
});

export type CredentialObject = z.infer<typeof credentialSchema>;
export type CredentialGrant = z.infer<typeof grantSchema>;
export type OauthClient = z.infer<typeof oauthClientSchema>;
export type BackendTls = z.infer<typeof tlsSchema>;

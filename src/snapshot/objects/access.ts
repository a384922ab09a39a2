import { z } from 'zod';

/** JWS algorithms whose signatures a public key checks: nobody who can check one of them can make one. */
export const tokenAlgorithms = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
] as const;

export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

export function isTokenAlgorithm(text: string): text is TokenAlgorithm {
  return tokenAlgorithms.some((algorithm) => algorithm === text);
}

const scopesSchema = z.array(z.string());

/**
 * Who may call the endpoints of a plan with an OAuth2 bearer token, and what for. Named `<service id>/<plan id>`. It is
 * an object of its own, so that a gateway which does not know it is never sent an endpoint that it would not protect.
 */
export const accessSchema = z.strictObject({
  format: z.literal('access@1'),
  /** The `iss` of tokens: authorization servers (RFC 8414), compared as texts. */
  issuers: z.array(z.string()).min(1),
  /** Where the keys of all issuers are; asked of each issuer when absent. */
  jwksUri: z.string().optional(),
  /** What tokens may be signed with; any of them when absent. */
  algorithms: z.array(z.enum(tokenAlgorithms)).min(1).optional(),
  /** Accepted in `aud` besides the URL of the endpoint. */
  audiences: z.array(z.string()).optional(),
  /** `aud` is not looked at. */
  anyAudience: z.literal(true).optional(),
  /** A caller needs all of them for whatever it does. */
  scopes: scopesSchema.optional(),
  /** By the MCP name of a tool, what a caller needs besides; for custom tools with all that the tools they call need. */
  permissions: z.record(z.string(), scopesSchema.min(1)).optional(),
});

export type AccessObject = z.infer<typeof accessSchema>;

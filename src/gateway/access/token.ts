import { z } from 'zod';

/** What a bearer token says, once its signature is checked. Times are milliseconds since 1970. */
export interface Token {
  readonly issuer: string;
  readonly subject: string;
  readonly expiresAt: number;
  readonly notBefore: number;
  readonly audiences: readonly string[];
  readonly scopes: ReadonlySet<string>;
  /** reShapr's: the endpoint and the service that it is for, where it says so. */
  readonly resources: readonly string[] | undefined;
  readonly serviceId: string | undefined;
}

/** What a token says of itself before anything is checked. */
export interface TokenHead {
  readonly algorithm: string;
  readonly type: string | undefined;
  readonly issuer: string;
}

const text = z.string().min(1);
const texts = z.union([text.transform((each) => [each]), z.array(z.string())]);
const scopeTexts = z.union([z.string().transform((each) => each.split(' ')), z.array(z.string())]);

const claimsSchema = z
  .object({
    iss: text,
    sub: text,
    exp: z.number(),
    iat: z.number(),
    nbf: z.number().optional(),
    aud: texts.optional(),
    scope: scopeTexts.optional(),
    scp: scopeTexts.optional(),
    resource: texts.optional(),
    serviceId: text.optional(),
  })
  .transform(
    ({ iss, sub, exp, nbf = 0, aud = [], scope = [], scp = [], resource, serviceId }): Token => ({
      issuer: iss,
      subject: sub,
      expiresAt: exp * 1000,
      notBefore: nbf * 1000,
      audiences: aud,
      scopes: new Set([...scope, ...scp].filter((each) => each !== '')),
      resources: resource,
      serviceId,
    }),
  );

const headSchema = z.object({ alg: text, typ: z.string().optional() });
const issuerSchema = z.object({ iss: text });

/** Reads the claims of a JWT access token (RFC 9068; RFC 8693 for `scope`); undefined when it lacks one that it needs. */
export function readToken(payload: Uint8Array): Token | undefined {
  return claimsSchema.safeParse(parsed(Buffer.from(payload))).data;
}

/** Reads what a token claims to be; undefined for what is no signed JWT. */
export function readHead(token: string): TokenHead | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const [header, payload] = parts.map((part) => parsed(Buffer.from(part, 'base64url')));
  const head = headSchema.safeParse(header).data;
  const claims = issuerSchema.safeParse(payload).data;
  if (head === undefined || claims === undefined) return undefined;
  return { algorithm: head.alg, type: head.typ, issuer: claims.iss };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

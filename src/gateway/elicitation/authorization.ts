import { createHash } from 'node:crypto';
import type { Random } from '../../kernel/index.ts';
import type { CredentialGrant } from '../../snapshot/index.ts';

type CodeGrant = Extract<CredentialGrant, { readonly type: 'authorizationCode' }>;

/** Where the user grants access (RFC 6749, 4.1.1), with PKCE (RFC 7636) and `state`. */
export function authorizationUrl(
  { authorizationEndpoint, client }: CodeGrant,
  {
    state,
    verifier,
    redirectUri,
  }: { readonly state: string; readonly verifier: string; readonly redirectUri: string },
): string {
  const url = new URL(authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    scope: client.scopes?.join(' '),
    audience: client.audience,
    resource: client.resource,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

const cookieName = 'reshapr-elicitation';

/** A browser in which a flow begins: what its cookie holds, and the hash that `state` carries. */
export function newBrowser(random: Random): { readonly value: string; readonly hash: string } {
  const value = Buffer.from(random.bytes(16)).toString('base64url');
  return { value, hash: createHash('sha256').update(value).digest('base64url') };
}

/** Sent along when the authorization server leads the browser back, and to no other path. */
export function setCookie(value: string, hasTls: boolean): string {
  const secure = hasTls ? '; Secure' : '';
  return `${cookieName}=${value}; Path=/elicitation; Max-Age=600; HttpOnly; SameSite=Lax${secure}`;
}

export function cookieOf(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName) return value;
  }
  return undefined;
}

import { problem } from '../../kernel/index.ts';
import { type BackendSecret, isHeaderName } from '../../snapshot/index.ts';
import { hasControlCharacters, headerText } from '../backends/header-text.ts';
import { credentialUnusable } from './problems.ts';
import type { Secrets } from './secrets.ts';

/**
 * The headers, by lower-case name, that present a secret to a backend: its token (in `tokenHeader`, else as a bearer,
 * RFC 6750), else user and password (RFC 7617), else none. Throws a Problem that never holds a value.
 */
export async function credentialHeaders(
  secret: BackendSecret,
  organization: string,
  secrets: Secrets,
): Promise<Readonly<Record<string, string>>> {
  const resolve = (text: string): Promise<string> => secrets.resolve(text, organization);
  const refuse = (why: string): Error => problem(credentialUnusable, { secret: secret.name, why });
  if (secret.token !== undefined) {
    const token = await resolve(secret.token);
    if (hasControlCharacters(token))
      throw refuse('the token holds a line break or another control character');
    return tokenHeaders(secret.name, headerText(token), secret.tokenHeader, resolve);
  }
  if (secret.username === undefined && secret.password === undefined) return {};
  const username = await resolve(secret.username ?? '');
  const password = await resolve(secret.password ?? '');
  if (username.includes(':')) throw refuse('the username holds a colon');
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
}

/** The header that presents a token: its own one, a reference, or `Authorization`. */
export async function tokenHeaders(
  secret: string,
  token: string,
  tokenHeader: string | undefined,
  resolve: (text: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  if (tokenHeader === undefined) return { authorization: `Bearer ${token}` };
  const header = await resolve(tokenHeader);
  if (!isHeaderName(header))
    throw problem(credentialUnusable, { secret, why: 'tokenHeader is no name of a header' });
  return { [header.toLowerCase()]: token };
}

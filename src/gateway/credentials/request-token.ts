import { z } from 'zod';
import { messageOf, problem } from '../../kernel/index.ts';
import type { OauthClient } from '../../snapshot/index.ts';
import type { AskIssuer } from '../access/keys/ask-issuer.ts';
import { hasControlCharacters } from '../backends/header-text.ts';
import { tokenUnavailable } from './problems.ts';
import type { IssuedToken } from './token-cache.ts';

/** What is asked of a token endpoint, besides what the client says of itself. */
export type TokenForm = Readonly<Record<string, string | undefined>>;

export interface TokenRequest {
  /** Name of the secret, for messages. */
  readonly secret: string;
  readonly client: OauthClient;
  /** Its client secret, resolved. */
  readonly clientSecret: string | undefined;
  readonly form: TokenForm;
}

const issuedSchema = z.object({
  access_token: z
    .string()
    .min(1)
    .max(64 * 1024),
  token_type: z.string().optional(),
  /** Some servers write it as a text. */
  expires_in: z.coerce.number().nonnegative().optional().catch(undefined),
});

const refusedSchema = z.object({ error: z.string().regex(/^[\w.-]{1,64}$/) });

/**
 * Asks a token endpoint for a token (RFC 6749, 3.2). Throws a Problem, `tokenUnavailable`, with the error code of the
 * server, and never anything else that it said.
 */
export async function requestToken(ask: AskIssuer, request: TokenRequest): Promise<IssuedToken> {
  const { secret, client, clientSecret } = request;
  const refuse = (why: string): Error => problem(tokenUnavailable, { secret, why });
  let answer: Awaited<ReturnType<AskIssuer>>;
  try {
    answer = await ask(client.tokenEndpoint, { method: 'POST', ...encoded(request, clientSecret) });
  } catch (error) {
    throw refuse(messageOf(error));
  }
  const { status, body } = answer;
  const document = parsed(body);
  if (status !== 200) {
    const code = refusedSchema.safeParse(document).data?.error;
    throw refuse(`the authorization server answered ${status}${code === undefined ? '' : ` ${code}`}`);
  }
  const issued = issuedSchema.safeParse(document).data;
  if (issued === undefined) throw refuse('the answer of the authorization server holds no access_token');
  const { access_token: token, token_type: type = 'bearer', expires_in: seconds } = issued;
  if (type.toLowerCase() !== 'bearer') throw refuse('it is no bearer token');
  if (hasControlCharacters(token)) throw refuse('it holds a line break or another control character');
  return { token, lastsMs: seconds === undefined ? undefined : seconds * 1000 };
}

function encoded(
  { client, form }: TokenRequest,
  clientSecret: string | undefined,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const inBody = clientSecret === undefined || client.secretInBody === true;
  const fields = {
    ...form,
    scope: client.scopes?.join(' '),
    audience: client.audience,
    resource: client.resource,
    ...(inBody ? { client_id: client.id, client_secret: clientSecret } : {}),
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  return {
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(inBody ? {} : { authorization: `Basic ${basic(client.id, clientSecret)}` }),
    },
    body: body.toString(),
  };
}

/** Both are encoded as a form would be, before they are joined (RFC 6749, 2.3.1). */
function basic(id: string, secret: string): string {
  const form = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
  return Buffer.from(`${form(id)}:${form(secret)}`).toString('base64');
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

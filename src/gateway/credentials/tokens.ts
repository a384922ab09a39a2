import { type Clock, problem } from '../../kernel/index.ts';
import type { CredentialGrant } from '../../snapshot/index.ts';
import { presentedToken } from '../access/bearer-token.ts';
import type { AskIssuer } from '../access/keys/ask-issuer.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Caller } from './presenter.ts';
import { tokenUnavailable } from './problems.ts';
import { requestToken, type TokenForm } from './request-token.ts';
import { tokenCache } from './token-cache.ts';

/** Whose token it is, and how it is come by. */
export interface TokenWanted {
  readonly grant: Extract<CredentialGrant, { readonly type: 'clientCredentials' | 'tokenExchange' }>;
  /** Name of the secret. */
  readonly secret: string;
  readonly organization: string;
  /** Id of the endpoint that the caller's token is for. */
  readonly endpoint: string;
  readonly caller: Caller;
}

/** One token, wherever it comes from. */
export interface TokenSource {
  get(): Promise<string>;
  /** The backend refused this one; whether there is another to be had. */
  forget(token: string): boolean;
}

export type Tokens = (wanted: TokenWanted) => TokenSource;

/** Tokens that are kept, for all credentials and callers together. */
const most = 10_000;

/** Tokens that the gateway gets from authorization servers. They stay in memory, and in no log. */
export function issuedTokens(parts: {
  readonly ask: AskIssuer;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): Tokens {
  const { ask, secrets, clock } = parts;
  const cache = tokenCache(clock, most);

  return ({ grant, secret, organization, endpoint, caller }) => {
    const { client } = grant;
    const subject = grant.type === 'tokenExchange' ? subjectOf(caller, secret) : undefined;
    // Names the subject by a hash, and holds no secret.
    const key = JSON.stringify([organization, grant.type, client, subject && [endpoint, ...subject.name]]);
    const form = subject === undefined ? { grant_type: 'client_credentials' } : exchanged(subject.token);
    const fetch = async () => {
      const clientSecret =
        client.secret === undefined ? undefined : await secrets.resolve(client.secret, organization);
      return requestToken(ask, { secret, client, clientSecret, form });
    };
    return {
      get: () => cache.get(key, fetch, subject?.expiresAt),
      forget: (token) => cache.forget(key, token),
    };
  };
}

interface Subject {
  /** The same for tokens of one subject that allow the same. */
  readonly name: readonly string[];
  readonly token: string;
  readonly expiresAt: number;
}

/** The caller's own token, which the access check verified. */
function subjectOf({ grant, authorization }: Caller, secret: string): Subject {
  const presented = presentedToken(authorization === undefined ? {} : { authorization });
  if (grant === undefined || presented.type !== 'token')
    throw problem(tokenUnavailable, { secret, why: 'the caller presented no token' });
  const { owner, scopes, expiresAt } = grant;
  return { name: [owner, ...[...scopes].sort()], token: presented.token, expiresAt };
}

/** RFC 8693, 2.1. */
function exchanged(token: string): TokenForm {
  return {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  };
}

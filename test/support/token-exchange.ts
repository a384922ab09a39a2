import { importJWK, type JWK, jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';

const grantType = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

/**
 * Lets clients of an authorization server exchange a token that it signed for one of another audience (RFC 8693), which
 * oidc-provider leaves to who runs it. `signer` is its key.
 */
export function exchangeTokens(provider: Provider, issuer: string, signer: JWK): void {
  const exchange = async (ctx: ExchangeContext): Promise<void> => {
    const { client, params } = ctx.oidc;
    const refuse = (error: string): void => {
      ctx.status = 400;
      ctx.body = { error, error_description: 'refused by the test' };
    };
    const { subject_token: subject = '', audience = '', scope = '' } = params;
    if (params['subject_token_type'] !== accessToken) return refuse('invalid_request');
    const { d: _, ...published } = signer;
    const key = await importJWK(published, 'ES256');
    const checked = await jwtVerify(subject, key, { issuer }).catch(() => undefined);
    const accountId = checked?.payload.sub;
    if (accountId === undefined) return refuse('invalid_grant');
    if (!audience.startsWith('urn:backend:')) return refuse('invalid_target');
    const token = new provider.AccessToken({ accountId, client, scope, gty: 'token-exchange' });
    token.resourceServer = new provider.ResourceServer(audience, {
      audience,
      scope,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'ES256' } },
    });
    ctx.body = {
      access_token: await token.save(),
      issued_token_type: accessToken,
      token_type: 'Bearer',
      expires_in: token.expiration,
    };
  };
  const parameters = ['subject_token', 'subject_token_type', 'requested_token_type', 'audience', 'scope'];
  provider.registerGrantType(grantType, exchange, parameters, []);
}

export interface ExchangeContext {
  readonly oidc: { readonly client: object; readonly params: Readonly<Record<string, string | undefined>> };
  status: number;
  body: object;
}

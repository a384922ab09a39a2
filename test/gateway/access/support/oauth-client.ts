import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { application } from '../../../support/identity-provider.ts';

export interface OauthClient {
  readonly provider: OAuthClientProvider;
  /** Where the client sent its user last. */
  sentTo(): URL;
  /** The code in the URL that a login ended at. */
  codeOf(end: URL): string;
}

/**
 * What an application keeps for the SDK's client while it logs a person in: all in memory. One that is not known to the
 * authorization server registers itself.
 */
export function oauthClient(name: string, known: boolean): OauthClient {
  let registered: OAuthClientInformationMixed | undefined = known
    ? { client_id: application.client_id }
    : undefined;
  const [redirectUrl = ''] = application.redirect_uris;
  let tokens: OAuthTokens | undefined;
  let verifier = '';
  let sentTo: URL | undefined;
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: {
      client_name: name,
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => registered,
    saveClientInformation: (information) => {
      registered = information;
    },
    tokens: () => tokens,
    saveTokens: (saved) => {
      tokens = saved;
    },
    redirectToAuthorization: (url) => {
      sentTo = url;
    },
    saveCodeVerifier: (saved) => {
      verifier = saved;
    },
    codeVerifier: () => verifier,
  };
  return {
    provider,
    sentTo: () => {
      if (sentTo === undefined) throw new Error('nobody was asked to log in');
      return sentTo;
    },
    codeOf: (end) => {
      const code = end.searchParams.get('code');
      if (code === null) throw new Error(end.href);
      return code;
    },
  };
}

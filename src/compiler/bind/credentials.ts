import type { ManifestOf } from '../../manifest/index.ts';
import type { CredentialGrant, CredentialObject, OauthClient } from '../../snapshot/index.ts';

export type SecretSpec = ManifestOf<'SecretSource'>['spec']['secrets'][number];

/** A credential as it is sealed, for whichever plan. */
export type Credential = Omit<CredentialObject, 'format'>;

/** How a secret is presented, as `authMethod` says, or else its fields. */
type Method = CredentialGrant['type'] | 'basic' | 'token';

export function methodOf({
  authMethod,
  useElicitation,
  oauth2ClientConfiguration: client,
  ...spec
}: SecretSpec): Method {
  switch (authMethod) {
    case 'BASIC':
      return 'basic';
    case 'BEARER_TOKEN':
      return useElicitation === true ? 'form' : 'token';
    case 'OAUTH2_AUTHORIZATION_CODE':
      return 'authorizationCode';
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return 'clientCredentials';
    case 'OAUTH2_TOKEN_EXCHANGE':
      return 'tokenExchange';
    case undefined:
      break;
  }
  if (client !== undefined)
    return useElicitation === true || client.authorizationEndpoint !== undefined
      ? 'authorizationCode'
      : 'clientCredentials';
  if (useElicitation === true) return 'form';
  return spec.token === undefined && spec.valuesFrom?.tokenKey === undefined ? 'basic' : 'token';
}

/** A value is written in its field, or is a file below the folder that `valuesFrom` names. */
export function valueIn(
  { valuesFrom: from }: SecretSpec,
  written: string | undefined,
  key: string | undefined,
): string | undefined {
  return (
    written ?? (from !== undefined && key !== undefined ? `\${file:${from.secretRef}/${key}}` : undefined)
  );
}

/** What a gateway needs to present a secret besides headers from references; undefined when it needs no more. */
export function credentialOf(spec: SecretSpec): Credential | undefined {
  const grant = grantOf(spec);
  const tls = tlsOf(spec);
  if (grant === undefined && tls === undefined) return undefined;
  const tokenHeader = valueIn(spec, spec.tokenHeader, spec.valuesFrom?.tokenHeaderKey);
  return {
    secret: spec.name,
    ...(grant === undefined ? {} : { grant, ...given({ tokenHeader }) }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function grantOf(spec: SecretSpec): CredentialGrant | undefined {
  const type = methodOf(spec);
  if (type === 'basic' || type === 'token') return undefined;
  if (type === 'form') return { type };
  const { authorizationEndpoint = '' } = spec.oauth2ClientConfiguration ?? {};
  const client = clientOf(spec);
  return type === 'authorizationCode' ? { type, client, authorizationEndpoint } : { type, client };
}

function clientOf(spec: SecretSpec): OauthClient {
  const client = spec.oauth2ClientConfiguration;
  const secret = valueIn(spec, client?.clientSecret, spec.valuesFrom?.oauth2ClientSecretKey);
  const { scopes = [], audience, resource } = client ?? {};
  return {
    id: client?.clientId ?? '',
    tokenEndpoint: client?.tokenEndpoint ?? '',
    ...given({ secret, audience, resource }),
    ...(client?.clientAuthentication === 'client_secret_post' ? { secretInBody: true } : {}),
    ...(scopes.length === 0 ? {} : { scopes: [...new Set(scopes)] }),
  };
}

function tlsOf(spec: SecretSpec): Credential['tls'] {
  const from = spec.valuesFrom;
  const authorities = valueIn(spec, spec.certPem, from?.certPemKey);
  const certificate = valueIn(spec, spec.clientCertPem, from?.clientCertPemKey);
  const key = valueIn(spec, spec.clientKeyPem, from?.clientKeyPemKey);
  const client = certificate !== undefined && key !== undefined ? { certificate, key } : undefined;
  if (authorities === undefined && client === undefined) return undefined;
  return { ...given({ authorities }), ...(client === undefined ? {} : { client }) };
}

function given<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined)) as {
    [K in keyof T]?: string;
  };
}

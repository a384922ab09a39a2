import { expect, it } from 'vitest';
import { type ExpositionObject, formatsOf, openSealed } from '../../../src/snapshot/index.ts';
import { compileSmall, manifest, planWith } from '../support/small-tree.ts';

const client = `oauth2ClientConfiguration:
      clientId: gateway
      clientSecret: \${env:S}
      tokenEndpoint: https://login.example/token
      authorizationEndpoint: https://login.example/auth
      scopes: [b, a, b]
      audience: orders
      clientAuthentication: client_secret_post`;
const sealed = {
  ...{ id: 'gateway', secret: '${env:S}', secretInBody: true, audience: 'orders', scopes: ['b', 'a'] },
  tokenEndpoint: 'https://login.example/token',
};
const oauth = 'oauth2Configuration: { authorizationServers: [https://login.example] }';

async function presented(fields: string) {
  const { compiled, diagnostics } = await compileSmall({
    'plan.yaml': planWith(`backendSecretRef: orders\n${oauth}`).replace(
      'http://localhost:1',
      'https://orders.example',
    ),
    'secrets.yaml': manifest('SecretSource', 'keys', `secrets:\n  - name: orders\n    ${fields}`),
  });
  if (compiled === undefined) throw new Error(JSON.stringify(diagnostics));
  const { objects } = compiled.snapshot;
  const credentials = objects.filter(({ kind }) => kind === 'credential');
  const [exposition] = objects
    .filter(({ kind }) => kind === 'exposition')
    .map((object): ExpositionObject => openSealed('exposition', object));
  return {
    secret: exposition?.backend.secret,
    isNamed: exposition?.backend.credential === credentials[0]?.name,
    credential: credentials.map((object) => openSealed('credential', object))[0],
    formats: formatsOf(objects),
  };
}

it.each<[string, string, object | undefined, object | undefined]>([
  ['a token', 'token: ${env:T}', { token: '${env:T}' }, undefined],
  [
    'client credentials',
    `authMethod: OAUTH2_CLIENT_CREDENTIALS\n    ${client}`,
    undefined,
    { grant: { type: 'clientCredentials', client: sealed } },
  ],
  [
    'a token exchange, in a header of its own',
    `authMethod: OAUTH2_TOKEN_EXCHANGE\n    tokenHeader: X-Key\n    ${client}`,
    undefined,
    { grant: { type: 'tokenExchange', client: sealed }, tokenHeader: 'X-Key' },
  ],
  [
    'what callers grant',
    client,
    undefined,
    {
      grant: {
        type: 'authorizationCode',
        client: sealed,
        authorizationEndpoint: 'https://login.example/auth',
      },
    },
  ],
  ['what callers type', 'useElicitation: true', undefined, { grant: { type: 'form' } }],
  [
    'a token and an authority',
    'token: ${env:T}\n    certPem: ${file:ca.crt}',
    { token: '${env:T}' },
    { tls: { authorities: '${file:ca.crt}' } },
  ],
  [
    'a certificate alone',
    'valuesFrom: { secretRef: o, clientCertPemKey: tls.crt, clientKeyPemKey: tls.key }',
    undefined,
    { tls: { client: { certificate: '${file:o/tls.crt}', key: '${file:o/tls.key}' } } },
  ],
])('%s is sealed as references', async (_, fields, secret, credential) => {
  const found = await presented(fields);
  expect(found.secret).toEqual(secret && { name: 'orders', ...secret });
  expect(found.credential).toEqual(credential && { format: 'credential@1', secret: 'orders', ...credential });
  // A gateway that does not know the format is not sent the endpoint.
  expect([found.isNamed, found.formats.includes('credential@1')]).toEqual([true, credential !== undefined]);
});

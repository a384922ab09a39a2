import { findingKind } from '../../../kernel/index.ts';
import type { CredentialGrant } from '../../../snapshot/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const secrets = manifestText('SecretSource', 'keys', 'secrets:\n  - name: orders\n    useElicitation: true');
const oauth =
  'oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: https://login.example/keys';

/** A credential that belongs to a caller needs a caller that is known. */
export const elicitationWithoutOauth = rule({
  name: 'elicitation-without-oauth',
  scope: 'plan',
  kind: findingKind<{ secret: string; how: string }>({
    code: 'RSH6043',
    severity: 'error',
    title: 'Credentials of callers that nobody knows',
    help: 'With `useElicitation` each caller is asked for their own credential, which is kept for them; with `OAUTH2_TOKEN_EXCHANGE` the token of each caller is exchanged. Without `oauth2Configuration`, or beside an API key, no caller has a token, so nothing says who they are.',
    message: ({ secret, how }) => `'${secret}' ${how}, and the plan does not know its callers`,
    hint: () => 'add oauth2Configuration, without apiKey, or use a secret that is the same for all callers',
  }),
  bad: { 'secrets.yaml': secrets, 'plan.yaml': planText('backendSecretRef: orders') },
  good: { 'secrets.yaml': secrets, 'plan.yaml': planText(`backendSecretRef: orders\n${oauth}`) },
  check: ({ plan }, report) => {
    const { backendSecretRef: secret, oauth2Configuration, apiKey = false } = plan.manifest.spec;
    const how = ofCallers[plan.credential?.grant?.type ?? 'clientCredentials'];
    if (secret === undefined || how === undefined) return;
    if (oauth2Configuration === undefined || apiKey !== false)
      report({ secret, how }, plan.manifest.at(['backendSecretRef']));
  },
});

/** What is done with each caller, where something is. */
const ofCallers: Record<CredentialGrant['type'], string | undefined> = {
  clientCredentials: undefined,
  tokenExchange: 'exchanges the token of each caller',
  authorizationCode: 'asks each caller for a credential',
  form: 'asks each caller for a credential',
};

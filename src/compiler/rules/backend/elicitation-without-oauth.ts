import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const secrets = manifestText('SecretSource', 'keys', 'secrets:\n  - name: orders\n    useElicitation: true');
const oauth =
  'oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: https://login.example/keys';

/** A credential that belongs to a caller needs a caller that is known. */
export const elicitationWithoutOauth = rule({
  name: 'elicitation-without-oauth',
  scope: 'plan',
  kind: findingKind<{ secret: string }>({
    code: 'RSH6043',
    severity: 'warning',
    title: 'Credentials of callers that nobody knows',
    help: 'With `useElicitation` each caller is asked for their own credential, which is kept for them. Without `oauth2Configuration` nothing says who a caller is, so there is nobody to keep it for.',
    message: ({ secret }) =>
      `'${secret}' asks each caller for a credential, and the plan does not know its callers`,
    hint: () => 'add oauth2Configuration, or use a secret that is the same for all callers',
  }),
  also: ['RSH3024'],
  bad: { 'secrets.yaml': secrets, 'plan.yaml': planText('backendSecretRef: orders') },
  good: { 'secrets.yaml': secrets, 'plan.yaml': planText(`backendSecretRef: orders\n${oauth}`) },
  check: ({ plan }, report) => {
    const { backendSecretRef, oauth2Configuration } = plan.manifest.spec;
    if (backendSecretRef === undefined || oauth2Configuration !== undefined) return;
    const secret = plan.secretManifest?.spec.secrets.find(({ name }) => name === backendSecretRef);
    if (secret?.useElicitation === true)
      report({ secret: backendSecretRef }, plan.manifest.at(['backendSecretRef']));
  },
});

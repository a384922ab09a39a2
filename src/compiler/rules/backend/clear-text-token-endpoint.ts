import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';
import { hostOf, isLoopback } from './hosts.ts';

const secrets = (scheme: string): string =>
  manifestText(
    'SecretSource',
    'keys',
    `secrets:\n  - name: orders\n    oauth2ClientConfiguration:\n      clientId: gateway\n      clientSecret: \${env:ORDERS_SECRET}\n      tokenEndpoint: ${scheme}://login.example/token`,
  );
const plan = planText('backendSecretRef: orders\napiKey: { from: "${env:ORDERS_KEY}" }');

/** The secret of the client goes one way, tokens come the other. */
export const clearTextTokenEndpoint = rule({
  name: 'clear-text-token-endpoint',
  scope: 'manifest',
  kind: findingKind<{ field: string; host: string }>({
    code: 'RSH6074',
    severity: 'warning',
    title: 'A token that is asked for in clear text',
    help: 'The gateway sends the secret of its client, or the token of a caller, to `tokenEndpoint`, and gets a token for the backend; callers log in at `authorizationEndpoint`. Over plain http whoever is on the way reads all of that.',
    message: ({ field, host }) => `${field} of ${host} is asked in clear text`,
    hint: () => 'write https://',
  }),
  bad: { 'secrets.yaml': secrets('http'), 'plan.yaml': plan },
  good: { 'secrets.yaml': secrets('https'), 'plan.yaml': plan },
  check: (manifest, report) => {
    if (manifest.kind !== 'SecretSource') return;
    manifest.spec.secrets.forEach(({ oauth2ClientConfiguration: client }, index) => {
      for (const field of ['tokenEndpoint', 'authorizationEndpoint'] as const) {
        const url = client?.[field];
        const host = url === undefined || !/^http:/i.test(url) ? undefined : hostOf(url);
        if (host !== undefined && !isLoopback(host))
          report({ field, host }, manifest.at(['secrets', index, 'oauth2ClientConfiguration', field]));
      }
    });
  },
});

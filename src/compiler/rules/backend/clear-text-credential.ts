import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';
import { hostOf, isLoopback } from './hosts.ts';

const secrets = manifestText(
  'SecretSource',
  'keys',
  'secrets:\n  - name: orders\n    token: ${env:ORDERS_TOKEN}',
);
const fields = 'backendSecretRef: orders\napiKey: { from: "${env:ORDERS_KEY}" }';

/** A credential over plain http is read by whoever is on the way. */
export const clearTextCredential = rule({
  name: 'clear-text-credential',
  scope: 'plan',
  kind: findingKind<{ host: string }>({
    code: 'RSH6040',
    severity: 'warning',
    title: 'A credential that is sent in clear text',
    help: 'Calls carry the credential of `backendSecretRef`, and the backend is reached over plain http. Whoever is on the way can read it.',
    message: ({ host }) => `the credential of backendSecretRef goes to ${host} in clear text`,
    hint: () => 'write https://, or suppress this with the reason why the network is trusted',
  }),
  bad: { 'secrets.yaml': secrets, 'plan.yaml': planText(fields, 'http://orders.example') },
  good: { 'secrets.yaml': secrets, 'plan.yaml': planText(fields, 'https://orders.example') },
  check: ({ plan }, report) => {
    const { backendEndpoint, backendSecretRef } = plan.manifest.spec;
    const host = hostOf(backendEndpoint);
    if (backendSecretRef === undefined || host === undefined || isLoopback(host)) return;
    if (/^(?:http|grpc):/i.test(backendEndpoint)) report({ host }, plan.manifest.at(['backendEndpoint']));
  },
});

import { findingKind } from '../../../kernel/index.ts';
import { manifestsOf } from '../../bind/manifests.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const secrets = manifestText(
  'SecretSource',
  'keys',
  'secrets:\n  - name: orders\n    token: ${env:ORDERS_TOKEN}',
);

/** A secret that nothing names is presented to nobody. */
export const unusedSecret = rule({
  name: 'unused-secret',
  scope: 'tree',
  kind: findingKind<{ secret: string }>({
    code: 'RSH6023',
    severity: 'warning',
    title: 'A secret that nothing uses',
    help: 'No ConfigurationPlan names the secret in `backendSecretRef`, and no Service in `secretRef`, so calls are made without it.',
    message: ({ secret }) => `nothing uses the secret '${secret}'`,
    hint: ({ secret }) => `write backendSecretRef: ${secret} into the plan that needs it, or remove it`,
  }),
  bad: { 'secrets.yaml': secrets },
  good: { 'secrets.yaml': secrets, 'plan.yaml': planText('backendSecretRef: orders') },
  check: ({ bound, incomplete }, report) => {
    if (incomplete) return;
    const { manifests } = bound;
    const used = new Set([
      ...manifestsOf(manifests, 'ConfigurationPlan').map(({ spec }) => spec.backendSecretRef),
      ...manifestsOf(manifests, 'Service').map(({ spec }) => spec.secretRef),
    ]);
    for (const manifest of manifestsOf(manifests, 'SecretSource'))
      manifest.spec.secrets.forEach(({ name }, index) => {
        if (!used.has(name)) report({ secret: name }, manifest.at(['secrets', index, 'name']));
      });
  },
});

import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const oauth = (more: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://staff.example, https://guests.example]${more}`;

/** Who signs for one issuer can write another into a token. */
export const sharedKeys = rule({
  name: 'shared-keys',
  scope: 'manifest',
  kind: findingKind<Record<string, never>>({
    code: 'RSH6055',
    severity: 'warning',
    title: 'Several authorization servers with one set of keys',
    help: 'Every key of `jwksUri` signs for every one of `authorizationServers`, so each of them can issue tokens in the name of the others. Without `jwksUri` the gateway asks each for its own keys, and checks a token with those of its issuer only.',
    message: () => 'each of these authorization servers can issue tokens in the name of the others',
    hint: () => 'remove jwksUri, or offer the endpoint by one plan per authorization server',
  }),
  bad: { 'plan.yaml': planText(oauth('\n  jwksUri: https://staff.example/keys')) },
  good: { 'plan.yaml': planText(oauth('')) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { jwksUri, authorizationServers = [] } = manifest.spec.oauth2Configuration ?? {};
    if (jwksUri !== undefined && new Set(authorizationServers).size > 1)
      report({}, manifest.at(['oauth2Configuration', 'jwksUri'], 'key'));
  },
});

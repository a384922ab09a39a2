import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const oauth = (more: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: https://login.example/keys${more}`;

/** A token says for whom it was issued; without that check a token for another service opens this one. */
export const uncheckedAudience = rule({
  name: 'unchecked-audience',
  scope: 'manifest',
  kind: findingKind<Record<string, never>>({
    code: 'RSH6004',
    severity: 'warning',
    title: 'Tokens for any audience are accepted',
    help: 'A token names the services that it was issued for. With `disableAudienceValidation` a token that another service of the same authorization server got is accepted here too, so that service can call this one in the name of its users.',
    message: () => 'a token that was issued for another service is accepted',
    hint: () => 'remove disableAudienceValidation, and list the audiences in staticAudiences',
  }),
  bad: { 'plan.yaml': planText(oauth('\n  disableAudienceValidation: true')) },
  good: { 'plan.yaml': planText(oauth('\n  staticAudiences: [orders]')) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    if (manifest.spec.oauth2Configuration?.disableAudienceValidation === true)
      report({}, manifest.at(['oauth2Configuration', 'disableAudienceValidation'], 'key'));
  },
});

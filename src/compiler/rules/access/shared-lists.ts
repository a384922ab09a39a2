import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const plan = (scope: string): string =>
  planText(
    `oauth2Configuration: { authorizationServers: [https://login.example] }\npermissions: { get_orders: [orders:read] }\ncachePolicy: { cacheScope: ${scope} }`,
  );

/** A list that is kept for one caller would be shown to another. */
export const sharedLists = rule({
  name: 'shared-lists',
  scope: 'manifest',
  kind: findingKind<Record<string, never>>({
    code: 'RSH6057',
    severity: 'warning',
    title: 'Lists that callers may not share',
    help: 'With `permissions` each caller is listed the tools that their token has the scopes for. `cacheScope: public` says that a list of one may be shown to all, so gateways say `private` nevertheless.',
    message: () => 'lists differ by caller here, so gateways say private nevertheless',
    hint: () => 'write cacheScope: private, or remove it',
  }),
  bad: { 'plan.yaml': plan('public') },
  good: { 'plan.yaml': plan('private') },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    const { permissions = {}, cachePolicy } = manifest.spec;
    if (typeof cachePolicy !== 'object' || cachePolicy.cacheScope !== 'public') return;
    if (Object.values(permissions).some((scopes) => scopes.length > 0))
      report({}, manifest.at(['cachePolicy', 'cacheScope']));
  },
});

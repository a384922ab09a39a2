import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const oauth = 'oauth2Configuration: { authorizationServers: [https://login.example] }';

/** A list of scopes that is empty looks like a protection, and is none. */
export const emptyPermission = rule({
  name: 'empty-permission',
  scope: 'manifest',
  kind: findingKind<{ tool: string }>({
    code: 'RSH6056',
    severity: 'warning',
    title: 'A permission that asks for nothing',
    help: '`permissions` names the scopes that a caller needs for a tool. An empty list asks for none: whoever may use the endpoint may call the tool.',
    message: ({ tool }) => `whoever may use the endpoint may call ${tool}`,
    hint: () => 'name a scope, or remove this',
  }),
  bad: { 'plan.yaml': planText(`${oauth}\npermissions: { get_orders: [] }`) },
  good: { 'plan.yaml': planText(`${oauth}\npermissions: { get_orders: [orders:read] }`) },
  check: (manifest, report) => {
    if (manifest.kind !== 'ConfigurationPlan') return;
    for (const [tool, scopes] of Object.entries(manifest.spec.permissions ?? {}))
      if (scopes.length === 0) report({ tool }, manifest.at(['permissions', tool], 'key'));
  },
});

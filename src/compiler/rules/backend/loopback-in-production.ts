import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';
import { hostOf, isLoopback, isProduction } from './hosts.ts';

const production = { 'group.yaml': manifestText('GatewayGroup', 'default', 'labels: { env: production }') };
const key = 'apiKey: { from: "${env:ORDERS_KEY}" }';

/** A backend on the gateway's own machine is right for a sidecar, and otherwise a leftover. */
export const loopbackInProduction = rule({
  name: 'loopback-in-production',
  scope: 'exposition',
  kind: findingKind<{ host: string; group: string }>({
    code: 'RSH6041',
    severity: 'info',
    title: 'A backend on the machine of a production gateway',
    help: 'A label of the group says that it is production, and the backend is on the same machine as the gateway. That is right where the gateway runs beside its backend, and otherwise left from trying things out.',
    message: ({ host, group }) =>
      `gateways of group ${group} look for this backend on ${host}, on their own machine`,
    hint: () => 'write the host of the backend, unless the gateway runs beside it',
  }),
  bad: { ...production, 'plan.yaml': planText(key, 'http://localhost:8080') },
  good: { ...production, 'plan.yaml': planText(key, 'https://orders.internal') },
  check: ({ plan, group }, report) => {
    const host = hostOf(plan.manifest.spec.backendEndpoint);
    if (group !== undefined && host !== undefined && isLoopback(host) && isProduction(group))
      report({ host, group: group.name }, plan.manifest.at(['backendEndpoint']));
  },
});

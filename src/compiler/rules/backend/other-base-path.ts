import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
servers: [{ url: https://orders.example/v1 }]
paths: { /orders: { get: { responses: { "200": { description: all } } } } }
`;
const key = 'apiKey: { from: "${env:ORDERS_KEY}" }';

/** Paths of operations are added to `backendEndpoint`, so the base path of the server belongs into it. */
export const otherBasePath = rule({
  name: 'other-base-path',
  scope: 'plan',
  kind: findingKind<{ server: string; path: string; first: string }>({
    code: 'RSH6045',
    severity: 'warning',
    title: 'A backend endpoint without the base path of the spec',
    help: 'Calls go to `backendEndpoint` with the path of the operation after it. The spec has a server on the same host under another base path.',
    message: ({ server, first }) => `the spec's server is ${server}, calls would go to ${first}`,
    hint: ({ server }) => `write backendEndpoint: ${server}`,
  }),
  bad: { 'orders.yaml': spec, 'plan.yaml': planText(key, 'https://orders.example') },
  good: { 'orders.yaml': spec, 'plan.yaml': planText(key, 'https://orders.example/v1') },
  check: ({ plan, offer }, report) => {
    const { backendEndpoint } = plan.manifest.spec;
    const tool = offer.tools.find(({ operation }) => operation.includes(' /'));
    if (tool === undefined || !URL.canParse(backendEndpoint)) return;
    const endpoint = new URL(backendEndpoint);
    const servers = absolute(plan.service.spec?.servers).filter(({ host }) => host === endpoint.host);
    const [server] = servers;
    const base = ({ pathname }: URL): string => pathname.replace(/\/$/, '');
    if (server === undefined || servers.some((each) => base(endpoint) === base(each))) return;
    const path = tool.operation.slice(tool.operation.indexOf(' ') + 1);
    const url = `${server.origin}${base(server)}`;
    const first = `${endpoint.origin}${base(endpoint)}${path}`;
    report({ server: url, path, first }, plan.manifest.at(['backendEndpoint']));
  },
});

/** The absolute URLs among the servers of a spec. */
function absolute(servers: readonly string[] = []): URL[] {
  return servers.flatMap((server) => (URL.canParse(server) ? [new URL(server)] : []));
}

import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { listing } from '../listing.ts';
import { rule } from '../rule.ts';

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      security: [{ token: [] }]
      responses: { "200": { description: all } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`;
const secrets = manifestText(
  'SecretSource',
  'keys',
  'secrets:\n  - name: orders\n    token: ${env:ORDERS_TOKEN}',
);

/** What the spec says that the backend asks for, the plan has to give. */
export const missingCredential = rule({
  name: 'missing-credential',
  scope: 'plan',
  kind: findingKind<{ operations: readonly string[]; scheme: string | undefined }>({
    code: 'RSH6042',
    severity: 'warning',
    title: 'A backend that asks for a credential, and a plan without one',
    help: 'The spec says that these operations are called with a credential (`security`), and the plan has no `backendSecretRef`. The backend will refuse the calls.',
    message: ({ operations, scheme }) =>
      `the spec asks for a credential${scheme === undefined ? '' : ` (${scheme})`} to call ${listing(operations)}, and the plan has none`,
    hint: () => 'add backendSecretRef: with the name of a secret of a SecretSource',
  }),
  bad: { 'orders.yaml': spec, 'plan.yaml': planText('') },
  good: { 'orders.yaml': spec, 'secrets.yaml': secrets, 'plan.yaml': planText('backendSecretRef: orders') },
  check: ({ plan, offer }, report) => {
    const { backendSecretRef, headerPolicy } = plan.manifest.spec;
    if (backendSecretRef !== undefined || headerPolicy?.request !== undefined) return;
    const asking = offer.tools.filter(({ facts }) => facts.security?.required === true);
    if (asking.length === 0) return;
    const operations = asking.map(({ operation }) => operation);
    const scheme = asking[0]?.facts.security?.schemes[0];
    report({ operations, scheme }, plan.manifest.nameAt());
  },
});

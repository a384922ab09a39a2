import { openApi, project } from '../../../e2e/support/tree.ts';

/** What a group says of its rollout, as YAML writes it. */
export type RolloutSpec = Readonly<Record<string, number>>;

const spec = (document: string): string => `apiVersion: reshapr.io/v1alpha1\n${document}\n`;

/** One service, offered to the groups of three waves: `first`, `second` and `third`. */
export function inWaves(path: string, rollouts: Readonly<Record<string, RolloutSpec>> = {}) {
  const groups = ['first', 'second', 'third'];
  const documents = [
    'kind: Service\nmetadata: { name: orders }\nspec: { file: specs/orders.yaml }',
    'kind: ConfigurationPlan\nmetadata: { name: all }\nspec:\n  service: { name: Orders, version: "1.0" }\n  backendEndpoint: http://backend.invalid',
    ...groups.flatMap((name, wave) => [
      `kind: GatewayGroup\nmetadata: { name: ${name} }\nspec: { labels: { stage: ${name} }, rollout: ${JSON.stringify({ wave, ...rollouts[name] })} }`,
      `kind: Exposition\nmetadata: { name: ${name} }\nspec: { service: { name: Orders }, configurationPlan: all, gatewayGroup: ${name}, name: ${name} }`,
    ]),
  ];
  return {
    'reshapr.yaml': project('shop'),
    'all.yaml': documents.map(spec).join('---\n'),
    'specs/orders.yaml': openApi('Orders', { [path]: 'Something.' }),
  };
}

import type { JsonObject } from '../../../src/kernel/index.ts';
import { manifest } from '../support/small-tree.ts';
import type { Texts } from './mutation.ts';

export const specFile = 'specs/api.json';

/** A tree around a spec, without an error or a warning. Every text that a mutation looks for is in it once. */
export function treeOf(spec: JsonObject): Texts {
  return treeAround('Api', specFile, { [specFile]: JSON.stringify(spec, undefined, 2) });
}

/** The same around the files of any spec. */
export function treeAround(name: string, mainFile: string, files: Texts): Texts {
  const service = `service: { name: ${name}, version: "1" }`;
  return {
    'reshapr.yaml': manifest('Project', 'corpus', 'organization: acme'),
    'service.yaml': manifest('Service', 'api', `file: ${mainFile}\nname: ${name}\nversion: "1"`),
    ...files,
    'plan.yaml': manifest(
      'ConfigurationPlan',
      'everything',
      `${service}\nbackendEndpoint: https://api.internal\napiKey: { from: "\${env:API_KEY}" }\nbackendSecretRef: api\ndescription: For everybody\ncontextBudget: 900000`,
    ),
    'secrets.yaml': manifest(
      'SecretSource',
      'backends',
      'secrets:\n  - name: api\n    token: ${env:API_TOKEN}',
    ),
    'group.yaml': manifest('GatewayGroup', 'edge', 'labels: { zone: north }'),
    'exposition.yaml': manifest(
      'Exposition',
      'public-api',
      `${service}\nconfigurationPlan: everything\ngatewayGroup: edge\nname: api`,
    ),
  };
}

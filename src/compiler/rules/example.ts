import { apiVersion } from '../../manifest/index.ts';

/** The text of a manifest in an example: `spec:` stands on line 4, what it holds from line 5 on. */
export function manifestText(kind: string, name: string, spec: string): string {
  const indented = spec.trim().replace(/^(?=.)/gm, '  ');
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${indented}\n`;
}

/** The plan of the example tree, with more fields or with another backend. */
export function planText(more: string, backend = 'http://localhost:8080'): string {
  const service = 'service: { name: Orders, version: "1" }';
  return manifestText('ConfigurationPlan', 'all', `${service}\nbackendEndpoint: ${backend}\n${more}`);
}

/** An artifact in its bare form, attached to the service of the example tree. */
export function artifactText(kind: string, body: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nservice: { name: Orders, version: "1" }\n${body.trim()}\n`;
}

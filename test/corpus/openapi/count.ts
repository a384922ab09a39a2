import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';

const oracles = createRequire(new URL('../../oracles/package.json', import.meta.url));

/** A description, parsed by libraries that are not ours. */
export function parsedSpec(file: string, text: string): JsonObject {
  const value: unknown = file.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: -1 });
  if (!isJsonObject(value)) throw new Error(`no description in ${file}`);
  return value;
}

interface Operation {
  readonly method: string;
  readonly path: string;
}

interface Client {
  definition: unknown;
  document: unknown;
  getOperations(): readonly Operation[];
}

/** Every operation of a description, `GET /orders/{id}`, as `openapi-client-axios` lists them; sorted. */
export function operationNames(spec: JsonObject): string[] {
  const { OpenAPIClientAxios } = oracles('openapi-client-axios') as {
    OpenAPIClientAxios: new (options: { definition: unknown }) => Client;
  };
  const client = new OpenAPIClientAxios({ definition: spec });
  client.definition = spec;
  client.document = spec;
  return client
    .getOperations()
    .map(({ method, path }) => `${method.toUpperCase()} ${path.trim()}`)
    .sort();
}

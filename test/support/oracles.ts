import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isJsonObject, type JsonObject } from '../../src/kernel/index.ts';

/** What CI installs with `npm ci --prefix test/oracles --ignore-scripts`. */
const oracles = createRequire(new URL('../oracles/package.json', import.meta.url));

export interface SwaggerRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SwaggerInput {
  readonly spec: JsonObject;
  readonly operationId: string;
  /** By `<in>.<name>`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestBody?: unknown;
  readonly requestContentType?: string | undefined;
}

/** The request that `swagger-client` makes of an operation and its arguments. */
export function swaggerRequest(input: SwaggerInput): SwaggerRequest {
  const request = swaggerClient().buildRequest(input);
  if (!isJsonObject(request) || typeof request['url'] !== 'string') throw new Error('no request');
  return request as unknown as SwaggerRequest;
}

function swaggerClient(): { buildRequest(input: SwaggerInput): unknown } {
  const loaded: unknown = oracles('swagger-client');
  if (
    typeof loaded !== 'function' ||
    !('buildRequest' in loaded) ||
    typeof loaded.buildRequest !== 'function'
  )
    throw new Error('swagger-client has no buildRequest');
  return loaded as unknown as { buildRequest(input: SwaggerInput): unknown };
}

/** The text of a file of an oracle package. Beside its `package.json`, whatever it exports. */
export function oracleFile(name: string, path: string): string {
  const root = new URL(`../oracles/node_modules/${name}/`, import.meta.url);
  return readFileSync(new URL(path, root), 'utf8');
}

import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';
import { parsedSpec } from './count.ts';

/** One operation of a description, in a description of its own. */
export interface DescribedOperation {
  /** With this one operation, every reference resolved, and served at the echo server. */
  readonly spec: JsonObject;
  readonly operationId: string;
  readonly operation: JsonObject;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation of a description by `GET /path`, read by libraries that are not ours. */
export async function describedOperations(
  file: string,
  text: string,
  origin: string,
): Promise<ReadonlyMap<string, DescribedOperation>> {
  const parsed = parsedSpec(file, text);
  const spec: unknown = await $RefParser.dereference(structuredClone(parsed), {
    resolve: { file: false, http: false },
  });
  if (!isJsonObject(spec) || !isJsonObject(spec['paths'])) throw new Error(`no description in ${file}`);
  const found = new Map<string, DescribedOperation>();
  for (const [path, item] of Object.entries(spec['paths'])) {
    if (!isJsonObject(item)) continue;
    for (const method of methods) {
      const operation = item[method];
      if (!isJsonObject(operation)) continue;
      const operationId = `operation${found.size}`;
      // Those of the path come first, as the gateway sends them: the order of a query is free.
      const parameters = merged(item['parameters'], operation['parameters'], spec);
      const own = {
        ...without(operation, 'servers'),
        ...(isJsonObject(operation['requestBody'])
          ? { requestBody: bodyOf30(operation['requestBody'], spec) }
          : {}),
        parameters,
        operationId,
      } as unknown as JsonObject;
      const paths = { [path]: { [method]: own } };
      const head = { ...spec, ...servedAt(spec, origin), paths } as unknown as JsonObject;
      found.set(`${method.toUpperCase()} ${path.trim()}`, { spec: head, operationId, operation: own });
    }
  }
  return found;
}

/** Styles of a multipart body are to be ignored in 3.0 (OpenAPI 3.0.3, 4.7.15.1), which `swagger-client` does not. */
function bodyOf30(body: JsonObject, spec: JsonObject): JsonObject {
  const { content } = body;
  if (!JSON.stringify(spec['openapi'] ?? '').startsWith('"3.0') || !isJsonObject(content)) return body;
  const { 'multipart/form-data': media, ...others } = content;
  if (!isJsonObject(media) || !isJsonObject(media['encoding'])) return body;
  const encoding = Object.entries(media['encoding']).map(([name, how]) => {
    const { style: _, explode: __, allowReserved: ___, ...kept } = how as JsonObject;
    return [name, kept];
  });
  return {
    ...body,
    content: { ...others, 'multipart/form-data': { ...media, encoding: Object.fromEntries(encoding) } },
  };
}

interface Parameter {
  readonly in: string;
  readonly name: string;
}

function merged(ofPath: unknown, ofOperation: unknown, spec: JsonObject): Parameter[] {
  const all = [ofPath, ofOperation].flatMap((list) => (Array.isArray(list) ? (list as Parameter[]) : []));
  return [
    ...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values(),
  ].filter(({ in: place, name }) => !isLeftOut(place, name, spec));
}

/** Three headers are no parameters (OpenAPI 3.1, 4.8.12.2.1), and what a security scheme describes is a credential. */
function isLeftOut(place: string, name: string, spec: JsonObject): boolean {
  if (place === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return true;
  const { components, securityDefinitions } = spec as Record<string, Record<string, unknown> | undefined>;
  const schemes = Object.values(securityDefinitions ?? components?.['securitySchemes'] ?? {}) as Parameter[];
  return schemes.some((scheme) => scheme.in === place && scheme.name.toLowerCase() === name.toLowerCase());
}

function servedAt(spec: JsonObject, origin: string): JsonObject {
  if (spec['swagger'] === undefined) return { servers: [{ url: origin }] };
  const { host, protocol } = new URL(origin);
  return { host, basePath: '', schemes: [protocol.slice(0, -1)] };
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = object;
  return rest;
}

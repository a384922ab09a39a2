import { parseTemplate } from 'url-template';
import { isJsonObject, type JsonObject } from '../../../src/kernel/index.ts';
import type { BodyPart, HttpBody, ToolOf } from '../../../src/snapshot/index.ts';
import type { SwaggerInput } from '../../support/oracles.ts';
import type { DescribedOperation } from './described.ts';

type Args = Readonly<Record<string, unknown>>;

/** The arguments of a tool as `swagger-client` takes them. */
export function swaggerInput(
  { spec, operationId, operation }: DescribedOperation,
  { call }: ToolOf<'http'>,
  args: Args,
): SwaggerInput {
  const parameters = Object.fromEntries(
    call.parameters.map(({ argument, in: place, name }) => [
      `${place}.${name}`,
      place === 'path' && spec['swagger'] !== undefined ? encoded(args[argument]) : args[argument],
    ]),
  );
  const { body } = call;
  const value =
    body === undefined
      ? undefined
      : bodyOf(body, new Set(call.parameters.map(({ argument }) => argument)), args);
  if (body === undefined || value === undefined) return { spec, operationId, parameters };
  if (spec['swagger'] !== undefined)
    return {
      spec,
      operationId,
      parameters: { ...parameters, ...bodyParameters(operation, value) },
      requestContentType: body.contentType,
    };
  return {
    spec,
    operationId,
    parameters,
    requestBody: value,
    requestContentType: declaredType(operation, body),
  };
}

/**
 * In 2.0, `swagger-client` puts the value of a path into it as it is, be it `/`, `?` or `{`. So the values that it gets
 * are encoded by RFC 6570, 3.2.2, as `url-template` does it; what is encoded it leaves alone.
 */
function encoded(value: unknown): unknown {
  return typeof value === 'string' ? parseTemplate('{value}').expand({ value }) : value;
}

/** In 2.0 a body is a parameter, and a form is several. */
function bodyParameters(operation: JsonObject, value: unknown): Record<string, unknown> {
  const declared = (operation['parameters'] ?? []) as unknown as readonly { in: string; name: string }[];
  const body = declared.find(({ in: place }) => place === 'body');
  if (body !== undefined) return { [`body.${body.name}`]: value };
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [`formData.${name}`, each]),
  );
}

/** A body's media type as the description writes it. */
function declaredType(operation: JsonObject, { contentType }: HttpBody): string {
  const { requestBody } = operation as { requestBody?: { content?: object } };
  const types = Object.keys(requestBody?.content ?? {});
  return types.find((type) => type === contentType) ?? types[0] ?? contentType;
}

function bodyOf(body: HttpBody, named: ReadonlySet<string>, args: Args): unknown {
  if (body.whole !== undefined) {
    const whole = args[body.whole];
    return body.encoding === 'base64' && typeof whole === 'string' ? Buffer.from(whole, 'base64') : whole;
  }
  const ofParts = new Set(Object.values(body.parts ?? {}).flatMap(({ file }) => file?.argument ?? []));
  const properties = body.properties ?? [];
  const taken = new Set([...named, ...ofParts, ...properties.map(({ argument }) => argument)]);
  const given = [
    ...properties.map(({ argument, property }) => [property, args[argument]] as const),
    ...Object.entries(args).filter(([argument]) => !taken.has(argument)),
  ].filter(([, value]) => value !== undefined);
  if (given.length === 0 && !body.required) return undefined;
  const parts = new Map(Object.entries(body.parts ?? {}));
  return Object.fromEntries(given.map(([name, value]) => [name, partOf(parts.get(name), value, args)]));
}

/** Files are files there. */
function partOf(part: BodyPart | undefined, value: unknown, args: Args): unknown {
  if (part?.file === undefined) return value;
  const { argument, name } = part.file;
  const items = Array.isArray(value) ? value : [value];
  const names = args[argument];
  const files = items.map((item, index) => {
    const given: unknown = Array.isArray(names) ? names[index] : names;
    const own =
      typeof given === 'string' && given !== '' ? given : items.length === 1 ? name : `${name}-${index + 1}`;
    const bytes = Buffer.from(String(item), part.as === 'base64' ? 'base64' : 'utf8');
    return new File([bytes], own, part.contentType === undefined ? {} : { type: part.contentType });
  });
  return Array.isArray(value) ? files : files[0];
}

/** Whether a value is a plain object. */
export function isPlain(value: unknown): value is JsonObject {
  return isJsonObject(value) && Object.getPrototypeOf(value) === Object.prototype;
}

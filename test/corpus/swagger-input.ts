import type { JsonObject } from '../../src/kernel/index.ts';
import type { ToolOf } from '../../src/snapshot/index.ts';
import type { SwaggerInput } from '../support/oracles.ts';

/** The arguments of a tool as `swagger-client` takes them. */
export function swaggerInput(
  spec: JsonObject,
  operationId: string,
  { call }: ToolOf<'http'>,
  args: Readonly<Record<string, unknown>>,
): SwaggerInput {
  const parameters = Object.fromEntries(
    call.parameters.map(({ argument, in: place, name }) => [`${place}.${name}`, args[argument]]),
  );
  const requestBody = bodyOf(
    call.body,
    call.parameters.map(({ argument }) => argument),
    args,
  );
  return {
    spec,
    operationId,
    parameters,
    ...(requestBody === undefined ? {} : { requestBody, requestContentType: call.body?.contentType }),
  };
}

function bodyOf(
  body: ToolOf<'http'>['call']['body'],
  named: readonly string[],
  args: Readonly<Record<string, unknown>>,
): unknown {
  if (body === undefined) return undefined;
  if (body.whole !== undefined) return args[body.whole];
  const properties = new Map(body.properties?.map(({ argument, property }) => [argument, property]));
  const given = Object.entries(args).filter(([argument]) => !named.includes(argument));
  if (given.length === 0 && !body.required) return undefined;
  return Object.fromEntries(given.map(([argument, value]) => [properties.get(argument) ?? argument, value]));
}

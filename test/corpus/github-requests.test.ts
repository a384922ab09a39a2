import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCaller } from '../../src/gateway/backends/call-tool.ts';
import { httpBackends } from '../../src/gateway/backends/http-backends.ts';
import { secretsOf } from '../../src/gateway/secrets/secrets.ts';
import { isJsonObject, type JsonObject, silentLog, systemClock } from '../../src/kernel/index.ts';
import type { ToolOf } from '../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { type CompiledSpec, compileSpec } from '../support/compile-spec.ts';
import { noFiles } from '../support/no-files.ts';
import { githubDescription, swaggerRequest } from '../support/oracles.ts';
import { recordingMetrics } from '../support/recording-ports.ts';
import { argumentsFor } from '../support/tool-arguments.ts';
import { type Difference, differences, reasonToRefuse } from './differences.ts';
import { swaggerInput } from './swagger-input.ts';

/** How often each operation is called, each time with other arguments; and where the draw begins. */
const draws = Number(process.env['RESHAPR_CORPUS_DRAWS'] ?? 1);
const seed = Number(process.env['RESHAPR_CORPUS_SEED'] ?? 20_261_120);

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const ports = { log: silentLog, metrics: recordingMetrics(), clock: systemClock };
const backends = httpBackends({ ...ports, version: '1' });
const secrets = secretsOf({ environment: {}, files: noFiles });
const call = toolCaller({ backends, secrets, log: silentLog });

let server: BackendServer;
let compiled: CompiledSpec;
/** The same description with every reference resolved, as GitHub publishes it: independent of our importer. */
let description: JsonObject;
/** `GET /path` → operation, of the description. */
let operations: ReadonlyMap<string, JsonObject>;

beforeAll(async () => {
  server = await startBackend();
  compiled = await compileSpec(githubDescription('api.github.com.json'), server.origin);
  const parsed: unknown = JSON.parse(githubDescription('api.github.com.deref.json'));
  if (!isJsonObject(parsed) || !isJsonObject(parsed['paths'])) throw new Error('no description');
  description = { ...parsed, servers: [{ url: server.origin }] };
  operations = new Map(
    Object.entries(parsed['paths']).flatMap(([path, item]) =>
      Object.entries(item as JsonObject)
        .filter(([key]) => methods.includes(key))
        .map(([key, operation]) => [`${key.toUpperCase()} ${path}`, operation as JsonObject] as const),
    ),
  );
});

afterAll(async () => {
  await backends.close(AbortSignal.abort());
  await server.close();
});

describe('the description of api.github.com', () => {
  it('has a tool for every operation, with a legal and unique name', () => {
    expect(operations.size).toBe(1223);
    expect([...compiled.tools.keys()].sort()).toEqual([...operations.keys()].sort());
    const names = [...compiled.tools.values()].map(({ name }) => name);
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(1223);
  });

  it('has an argument for every parameter and every property of a body', () => {
    for (const [name, operation] of operations) {
      const { call, inputSchema } = toolOf(name);
      const declared = (operation['parameters'] ?? []) as unknown as { in: string; name: string }[];
      const parameters = declared.map((parameter) => `${parameter.in} ${parameter.name}`).sort();
      expect(call.parameters.map((parameter) => `${parameter.in} ${parameter.name}`).sort()).toEqual(
        parameters,
      );
      const given = [...call.parameters, ...(call.body?.properties ?? [])].map(({ argument }) => argument);
      const whole = call.body?.whole === undefined ? [] : [call.body.whole];
      expect([...given, ...whole].sort()).toEqual(Object.keys(inputSchema['properties'] as object).sort());
      const properties = call.body?.properties?.map(({ property }) => property);
      if (properties !== undefined) expect(properties).toEqual(Object.keys(bodySchema(operation)));
    }
  });

  it('makes the requests that swagger-client makes, but where the specification says otherwise', async () => {
    const found: Record<string, number> = {};
    const unexplained: unknown[] = [];
    let calls = 0;
    for (let draw = 0; draw < draws; draw++)
      for (const [index, name] of [...operations.keys()].entries()) {
        const tool = toolOf(name);
        const args = argumentsFor(tool, compiled.schemas, seed + draw * 10_000 + index);
        const { explained, unexplained: rest } = await compareCall(name, tool, args);
        calls++;
        for (const reason of explained) found[reason] = (found[reason] ?? 0) + 1;
        if (rest.length > 0) unexplained.push({ name, args, explained, rest });
      }
    console.info(`${calls} calls of ${operations.size} operations`, found);
    expect(unexplained.slice(0, 5)).toEqual([]);
  });
});

/** Calls a tool through the gateway, has `swagger-client` make a request of the same, and compares the two. */
async function compareCall(
  name: string,
  tool: ToolOf<'http'>,
  args: Readonly<Record<string, unknown>>,
): Promise<Difference> {
  const given = { parameters: tool.call.parameters, args };
  const before = server.seen.length;
  const result = await call({ exposition: compiled.exposition, tool, args, caller: {} });
  const seen = server.seen[before];
  if (seen === undefined) {
    const reason = reasonToRefuse(given);
    if (reason !== undefined) return { explained: [reason], unexplained: [] };
    return { explained: [], unexplained: [['sent', result, undefined]] };
  }
  const { operationId } = operations.get(name) as { operationId: string };
  return differences(seen, swaggerRequest(swaggerInput(description, operationId, tool, args)), given);
}

/** The properties of a body as the description has them. */
function bodySchema(operation: JsonObject): object {
  const { requestBody } = operation as {
    requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  };
  return requestBody?.content['application/json']?.schema.properties ?? {};
}

function toolOf(operation: string): ToolOf<'http'> {
  const tool = compiled.tools.get(operation);
  if (tool === undefined) throw new Error(`no tool for ${operation}`);
  return tool;
}

import type { JsonValue } from '@bufbuild/protobuf';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compile } from '../../../../src/compiler/index.ts';
import { standalone } from '../../../../src/gateway/surface/list-entry.ts';
import { memoryTree } from '../../../../src/kernel/index.ts';
import { lazyCheck, openObject, type SchemaObject, type ToolObject } from '../../../../src/snapshot/index.ts';
import {
  type OracleBackend,
  type ProtoOracle,
  protoOracle,
  startOracleBackend,
} from '../../../support/grpc-oracle.ts';
import { arbitraryOf } from '../../../support/schema-arbitrary.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { answers, grpcTree, protoNames, protoText } from './support.ts';

/** Argument sets per tool; `RESHAPR_GRPC_SETS=2000` for a long run. */
const sets = Number(process.env['RESHAPR_GRPC_SETS'] ?? 60);

let oracle: ProtoOracle;
let backend: OracleBackend;
let served: ServedTree;
const tools = new Map<string, ToolObject>();
const schemas = new Map<string, SchemaObject>();

beforeAll(async () => {
  oracle = protoOracle(Object.fromEntries(protoNames.map((name) => [`${name}.proto`, protoText(name)])));
  backend = await startOracleBackend(oracle, answers(oracle));
  const tree = grpcTree(`http://127.0.0.1:${backend.port}`, 'backendTimeout: 60000');
  served = await serveTree(tree);
  const { compiled } = await compile(memoryTree(tree));
  for (const { kind, bytes } of compiled?.snapshot.objects ?? [])
    if (kind === 'schema') {
      const schema = openObject(kind, bytes);
      schemas.set(schema.name, schema);
    } else if (kind === 'tool') {
      const tool = openObject(kind, bytes);
      if (tool.call.protocol === 'grpc') tools.set(tool.call.request, tool);
    }
});

afterAll(async () => {
  await served.stop();
  await backend.stop();
});

it.each([
  { service: 'everything', message: 'test.everything.v1.Scalars' },
  { service: 'everything', message: 'test.everything.v1.Nested' },
  { service: 'everything', message: 'test.everything.v1.Known' },
  { service: 'legacy', message: 'test.legacy.Record' },
  { service: 'edition', message: 'test.edition.Thing' },
])('generated arguments of $message come back as the oracle reads them', async ({ service, message }) => {
  const tool = tools.get(message) as ToolObject;
  const client: Client = await served.client(service);
  await client.listTools();
  let accepted = 0;
  expect(argumentSets(tool)).toHaveLength(sets);
  for (const args of argumentSets(tool)) {
    const expected = verdict(message, args);
    const { structuredContent, isError, content } = await client.callTool({
      name: tool.name,
      arguments: args,
    });
    const context = JSON.stringify({ args, content });
    // Refused by both, or accepted by both with one result.
    expect(isError === true ? 'refused' : structuredContent, context).toEqual(expected);
    if (expected !== 'refused') accepted++;
  }
  expect(accepted).toBeGreaterThan(sets / 10);
});

/** Arguments that the input schema accepts; messages in messages only to a few levels. */
function argumentSets(tool: ToolObject): Record<string, unknown>[] {
  const shared = (name: string): SchemaObject => schemas.get(name) as SchemaObject;
  const check = lazyCheck(standalone(tool.inputSchema, tool.uses, shared));
  const arbitrary = arbitraryOf(tool.inputSchema, (name) => shared(name).schema, 4);
  return (
    fc
      .sample(arbitrary, { seed: 1, numRuns: sets * 4 })
      .map((drawn) => JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>)
      // A float so small that it becomes -0 is left out of results by protobufjs, and shown as 0 by protobuf-es.
      .filter((args) => check(args).length === 0 && !Object.is(Math.fround(Number(args['a_float'] ?? 1)), -0))
      .slice(0, sets)
  );
}

/** What the oracle makes of arguments that travelled there and back. */
function verdict(message: string, args: Record<string, unknown>): JsonValue {
  try {
    // As JSON has it, without -0. Of two names of a number protobuf-es shows the last, C++, Java and Go the first.
    const text = JSON.stringify(oracle.normalize(message, args)).replaceAll('"CRIMSON"', '"RED"');
    return JSON.parse(text) as JsonValue;
  } catch {
    return 'refused';
  }
}

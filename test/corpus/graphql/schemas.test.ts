import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sdlReader } from '../../../src/compiler/importers/graphql/reader.ts';
import { documentOf } from '../../../src/gateway/backends/graphql/document.ts';
import { isJsonObject } from '../../../src/kernel/index.ts';
import { randomOf, schemaOf, startGraphqlBackend } from '../../support/graphql/executing-backend.ts';
import { graphqlTools, graphqlTree, relationSets } from '../../support/graphql/graphql-tools.ts';
import { serveTree } from '../../support/served-tree.ts';
import { argumentsFor } from '../../support/tool-arguments.ts';
import { type GraphqlSpec, graphqlCorpus, textOf } from './corpus.ts';

/** How often each tool is called, each time with other arguments; and where the draw begins. */
const draws = Number(process.env['RESHAPR_CORPUS_DRAWS'] ?? 1);
const seed = Number(process.env['RESHAPR_CORPUS_SEED'] ?? 20_261_120);

const named = graphqlCorpus.map((spec) => [`${spec.package} ${spec.path}`, spec] as const);

describe.each(named)('%s', (_, spec) => {
  const text = textOf(spec);
  const file = isJson(spec) ? 'spec.json' : 'spec.graphql';
  const schema = independent(text, spec);
  const compiled = graphqlTools(text, file);

  it('has a tool for every operation, with a legal and unique name, or a code that says why not', async () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
    expect(fields).toHaveLength(spec.operations);
    const { tools } = await compiled;
    const excluded = isJson(spec) ? [] : excludedOf(text);
    expect([...tools.keys(), ...excluded].sort()).toEqual([...fields].sort());
    const names = [...tools.values()].map(({ name }) => name);
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has an argument for every argument', async () => {
    for (const [operation, { inputSchema }] of (await compiled).tools) {
      const field = [schema.getQueryType(), schema.getMutationType()]
        .map((root) => root?.getFields()[operation])
        .find((found) => found !== undefined);
      const given = Object.keys(inputSchema['properties'] as object);
      const own = given.filter((name) => !name.startsWith('__relation_'));
      expect(own.sort()).toEqual(field?.args.map(({ name }) => name).sort());
    }
  });

  it('has valid operations, whatever relations are asked for', async () => {
    let documents = 0;
    const faults: unknown[] = [];
    for (const [operation, { call }] of (await compiled).tools)
      for (const relations of relationSets(call, seed, 3)) {
        documents++;
        const [error] = validate(schema, parse(documentOf(call, relations)));
        if (error !== undefined) faults.push([operation, relations.map(({ field }) => field), error.message]);
      }
    console.info(`${documents} documents`);
    expect(faults).toEqual([]);
  });

  it('is answered as its output schemas say, over HTTP, by a schema that can be executed', async () => {
    const { tools, schemas } = await compiled;
    const backend = await startGraphqlBackend(schema, seed);
    const served = await serveTree(graphqlTree(text, backend.origin, file));
    const client = await served.client('orders');
    const byName = new Map([...tools.values()].map((tool) => [tool.name, tool]));
    const random = randomOf(seed);
    let called = 0;
    try {
      let cursor: string | undefined;
      do {
        // The client keeps the output schemas of one page, and checks each answer with Ajv.
        const page = await client.listTools(cursor === undefined ? {} : { cursor });
        for (const { name } of page.tools) {
          const tool = byName.get(name);
          if (tool === undefined) throw new Error(`no tool ${name}`);
          for (let draw = 0; draw < draws; draw++) {
            const args = argumentsFor(tool, schemas, seed + called);
            const kept = Object.entries(args).filter(
              ([argument]) => !argument.startsWith('__relation_') || random() < 0.2,
            );
            const result = await client.callTool({ name, arguments: Object.fromEntries(kept) });
            expect(result.isError, JSON.stringify([name, kept, result.content]).slice(0, 2000)).not.toBe(
              true,
            );
            called++;
          }
        }
        cursor = page.nextCursor;
      } while (cursor !== undefined);
    } finally {
      await served.stop();
      await backend.close();
    }
    console.info(`${called} calls of ${tools.size} tools`);
    expect(called).toBe(tools.size * draws);
  });
});

function isJson({ path }: GraphqlSpec): boolean {
  return path.endsWith('.json');
}

/** The schema by the `graphql` package alone. */
function independent(text: string, spec: GraphqlSpec): GraphQLSchema {
  if (!isJson(spec)) return schemaOf(text);
  const parsed: unknown = JSON.parse(text);
  if (!isJsonObject(parsed)) throw new Error('no introspection result');
  return buildClientSchema((parsed['data'] ?? parsed) as unknown as IntrospectionQuery);
}

function excludedOf(text: string): string[] {
  const { excluded } = sdlReader.import({
    main: { file: 'spec.graphql', bytes: Buffer.from(text) },
    service: { name: 'Subject', version: '1' },
    part: () => undefined,
  });
  for (const { code } of excluded) expect(code).toMatch(/^RSH41\d\d$/);
  return excluded.map(({ operation }) => operation);
}

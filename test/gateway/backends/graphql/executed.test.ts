import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GraphqlBackend,
  schemaOf,
  startGraphqlBackend,
} from '../../../support/graphql/executing-backend.ts';
import { featureSchema } from '../../../support/graphql/feature-schema.ts';
import { graphqlTools, graphqlTree } from '../../../support/graphql/graphql-tools.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { argumentsFor } from '../../../support/tool-arguments.ts';

const { tools, schemas } = await graphqlTools(featureSchema);
const calls = 6;

/** A tree with a GraphQL service, compiled and served by a gateway, called by the official client over HTTP. */
describe('a GraphQL service', () => {
  let backend: GraphqlBackend;
  let served: ServedTree;
  let client: Client;

  beforeAll(async () => {
    backend = await startGraphqlBackend(schemaOf(featureSchema));
    served = await serveTree(graphqlTree(featureSchema, `${backend.origin}/graphql/`));
    client = await served.client('orders');
    // The client keeps the output schemas, and checks each answer with Ajv.
    expect((await client.listTools()).tools).toHaveLength(tools.size);
  });

  afterAll(async () => {
    await served.stop();
    await backend.close();
  });

  it.each([...tools])('answers %s as its schema says, for any arguments', async (operation, tool) => {
    for (let draw = 0; draw < calls; draw++) {
      const args = argumentsFor(tool, schemas, draw);
      backend.forget();
      const result = await client.callTool({ name: tool.name, arguments: args });
      expect(result.isError, JSON.stringify([args, result])).not.toBe(true);
      expect(result.structuredContent).toHaveProperty(['data', tool.call.field]);
      expect(JSON.parse((result.content as { text: string }[])[0]?.text ?? '')).toEqual(
        result.structuredContent,
      );
      expect(backend.seen.at(-1)).toMatchObject({ method: 'POST', target: '/graphql/' });
      for (const { field, given } of givenFields(tool.call.field, args)) {
        const seen = backend.fields.find((each) => each.field === field);
        if (operation === field || seen !== undefined) expect(seen?.args ?? {}).toMatchObject(given);
      }
    }
  });
});

/** What each field of the request is given: the operation, and the relations of its answer. */
function givenFields(
  operation: string,
  args: Record<string, unknown>,
): { field: string; given: Record<string, unknown> }[] {
  const prefix = '__relation_';
  const own = Object.entries(args).filter(([name]) => !name.startsWith(prefix));
  const relations = Object.entries(args).filter(([name]) => name.startsWith(prefix));
  return [
    { field: operation, given: Object.fromEntries(own) },
    ...relations.map(([name, given]) => ({
      field: name.slice(prefix.length),
      given: given as Record<string, unknown>,
    })),
  ];
}

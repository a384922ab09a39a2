import { introspectionFromSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openObject, openProvenance } from '../../../../src/snapshot/index.ts';
import { schemaOf } from '../../../support/graphql/executing-backend.ts';
import { featureSchema } from '../../../support/graphql/feature-schema.ts';
import { graphqlTools } from '../../../support/graphql/graphql-tools.ts';
import { compileSmall, manifest } from '../../support/small-tree.ts';

const service = (file: string): string =>
  manifest('Service', 'orders', `file: ${file}\nname: Orders\nversion: "1"`);

describe('a schema', () => {
  it('may be the answer of an introspection query: the same tools, but for comments', async () => {
    const sdl = featureSchema.replace(/^ *# .*$/gm, '');
    const fromSdl = await graphqlTools(sdl);
    const answer = introspectionFromSchema(schemaOf(sdl), {
      specifiedByUrl: true,
      inputValueDeprecation: true,
      oneOf: true,
      schemaDescription: true,
    });
    for (const shape of [answer, { data: answer }]) {
      const fromJson = await graphqlTools(JSON.stringify(shape), 'spec.json');
      expect([...fromJson.tools]).toEqual([...fromSdl.tools]);
      expect([...fromJson.schemas]).toEqual([...fromSdl.schemas]);
    }
  });

  it('may be made of several files, whatever imports what', async () => {
    const { diagnostics, compiled } = await compileSmall({
      'orders.yaml': undefined,
      'service.yaml': service('api/orders.graphqls'),
      'api/orders.graphqls':
        '# import "./types/order.graphql"\n#import Page from \'../shared/page.gql\'\ntype Query { orders: Page }\n',
      'api/types/order.graphql':
        '# import * from "../../shared/page.gql"\ntype Order { id: ID! }\nextend type Query { order(id: ID!): Order }\n',
      'shared/page.gql':
        '# import Order from "../api/types/order.graphql"\ntype Page { orders: [Order!]! }\n',
    });
    expect(diagnostics).toEqual([]);
    const tools = compiled?.snapshot.objects.filter(({ kind }) => kind === 'tool') ?? [];
    expect(tools.map(({ bytes }) => openObject('tool', bytes).name).sort()).toEqual(['order', 'orders']);
    if (compiled === undefined) throw new Error('not compiled');
    const order = compiled.snapshot.objects.find(({ name }) => name.endsWith('/order'));
    expect(openProvenance(compiled.provenance.bytes)('tool', order?.name ?? '')).toMatchObject({
      file: 'api/types/order.graphql',
      range: { start: { line: 3, column: 21 } },
    });
  });

  it.each([
    ['type Query { a: ID }', ['a']],
    ['type query { a: ID }\ntype MUTATION { b: ID }', ['a', 'b']],
    ['schema { query: A }\ntype A { a: ID }\ntype Query { b: ID }\ntype Mutation { c: ID }', ['a']],
    ['type Query { a: ID }\nextend schema { mutation: M }\ntype M { b: ID }', ['a', 'b']],
    ['type Query { a: ID }\ntype Subscription { b: ID }', ['a']],
  ])('has its operations in its root types: %j', async (sdl, operations) => {
    expect([...(await graphqlTools(sdl)).tools.keys()]).toEqual(operations);
  });

  it('tells a query from a mutation of its name', async () => {
    const { tools } = await graphqlTools('type Query { a: ID }\ntype Mutation { a: ID b: ID }\n');
    expect([...tools].map(([operation, { name, call }]) => [operation, name, call.operation])).toEqual([
      ['a', 'a', 'query'],
      ['Mutation.a', expect.stringMatching(/^a_[0-9a-f]{8}$/), 'mutation'],
      ['b', 'b', 'mutation'],
    ]);
  });

  it('asks as its Service says', async () => {
    const tree = (graphql: string) => ({
      'orders.yaml': undefined,
      'service.yaml': service('a.graphql').replace(/\n$/, `\n  graphql: ${graphql}\n`),
      'a.graphql': 'type Query { a: A }\ntype A { b: B c: ID }\ntype B { d: ID }\n',
    });
    const selection = async (graphql: string): Promise<unknown> => {
      const { compiled } = await compileSmall(tree(graphql));
      const tool = compiled?.snapshot.objects.find(({ kind }) => kind === 'tool');
      return tool && (openObject('tool', tool.bytes).call as { selection?: string }).selection;
    };
    expect(await selection('{ maxDepth: 2 }')).toBe('b { d } c');
    expect(await selection('{ maxDepth: 1 }')).toBe('c');
    expect(await selection('{ maxFields: 1 }')).toBe('c');
  });

  it('is the only one that takes settings of GraphQL', async () => {
    const { diagnostics } = await compileSmall({
      'service.yaml': manifest('Service', 'orders', 'file: orders.yaml\ngraphql: { maxDepth: 2 }'),
    });
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'RSH3016 graphql has no effect: the spec is OpenAPI',
    ]);
  });
});

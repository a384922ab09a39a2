import type { Diagnostic } from '../../../src/kernel/index.ts';
import {
  type GraphqlCall,
  isToolOf,
  openObject,
  type SchemaObject,
  type ToolOf,
} from '../../../src/snapshot/index.ts';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { compileSpec } from '../compile-spec.ts';
import { randomOf } from './executing-backend.ts';

export interface GraphqlTools {
  readonly diagnostics: readonly Diagnostic[];
  /** By operation. */
  readonly tools: ReadonlyMap<string, ToolOf<'graphql'>>;
  readonly schemas: ReadonlyMap<string, SchemaObject>;
}

/** The tools that the real compiler makes of a schema; in JSON when the file is called so. */
export async function graphqlTools(text: string, file = 'spec.graphql'): Promise<GraphqlTools> {
  const { diagnostics, schemas, snapshot } = await compileSpec(text, 'http://localhost:1', file);
  const tools = snapshot.objects
    .filter(({ kind }) => kind === 'tool')
    .map(({ bytes }) => openObject('tool', bytes))
    .filter((tool) => isToolOf(tool, 'graphql'));
  return { diagnostics, tools: new Map(tools.map((tool) => [tool.operation, tool])), schemas };
}

type Relations = NonNullable<GraphqlCall['relations']>;

/** Sets of relations that one call may ask for: none, each one, all, and some drawn from a seed. */
export function relationSets({ relations = [] }: GraphqlCall, seed: number, draws: number): Relations[] {
  const random = randomOf(seed);
  const drawn = Array.from({ length: relations.length > 2 ? draws : 0 }, () =>
    relations.filter(() => random() < 0.5),
  );
  return [[], ...relations.map((relation) => [relation]), relations, ...drawn];
}

/** The small tree with a GraphQL schema in place of its OpenAPI description, served as `orders`. */
export function graphqlTree(
  text: string,
  endpoint: string,
  file = 'orders.graphql',
): Record<string, string | undefined> {
  return {
    ...smallTree,
    'orders.yaml': undefined,
    [file]: text,
    'service.yaml': manifest('Service', 'orders', `file: ${file}\nname: Orders\nversion: "1"`),
    'plan.yaml': manifest(
      'ConfigurationPlan',
      'all',
      `service: { name: Orders, version: "1" }\nbackendEndpoint: ${endpoint}`,
    ),
    'exposition.yaml': manifest(
      'Exposition',
      'orders',
      'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
    ),
  };
}

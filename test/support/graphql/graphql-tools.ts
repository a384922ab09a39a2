import type { Diagnostic } from '../../../src/kernel/index.ts';
import {
  type GraphqlCall,
  isToolOf,
  openObject,
  type SchemaObject,
  type ToolOf,
} from '../../../src/snapshot/index.ts';
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

import { oracleFile } from '../../support/oracles.ts';
import type { CorpusSpec } from '../index.ts';

/** A schema, which may lie in several files. */
export interface GraphqlSpec extends CorpusSpec {
  readonly language: 'graphql';
  readonly more?: readonly string[];
}

/** Every schema that the corpus tests read. */
export const graphqlCorpus: readonly GraphqlSpec[] = [
  {
    language: 'graphql',
    package: '@octokit/graphql-schema',
    version: '15.26.1',
    licence: 'MIT',
    path: 'schema.graphql',
    operations: 278,
  },
  {
    language: 'graphql',
    package: '@octokit/graphql-schema',
    version: '15.26.1',
    licence: 'MIT',
    path: 'schema.json',
    operations: 272,
  },
  {
    language: 'graphql',
    package: '@favware/graphql-pokemon',
    version: '8.8.1',
    licence: 'MIT',
    path: 'graphql/resolvers.graphql',
    more: ['graphql/schema.graphql', 'graphql/enums.graphql'],
    operations: 15,
  },
];

/** The schema as one text, in the language that its first file has. */
export function textOf({ package: name, path, more = [] }: GraphqlSpec): string {
  return [path, ...more].map((each) => oracleFile(name, each)).join('\n');
}

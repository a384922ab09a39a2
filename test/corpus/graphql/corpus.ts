import { oracleFile } from '../../support/oracles.ts';

/** One real, public GraphQL schema, whole, as a package of npm ships it. */
export interface GraphqlSpec {
  readonly language: 'graphql';
  readonly package: string;
  readonly version: string;
  /** As `package.json` names it. */
  readonly licence: string;
  /** In the package. */
  readonly paths: readonly string[];
  /** Fields of the root types, as the `graphql` package counts them. */
  readonly operations: number;
}

/** Every schema that the corpus tests read. */
export const graphqlCorpus: readonly GraphqlSpec[] = [
  {
    language: 'graphql',
    package: '@octokit/graphql-schema',
    version: '15.26.1',
    licence: 'MIT',
    paths: ['schema.graphql'],
    operations: 278,
  },
  {
    language: 'graphql',
    package: '@octokit/graphql-schema',
    version: '15.26.1',
    licence: 'MIT',
    paths: ['schema.json'],
    operations: 272,
  },
  {
    language: 'graphql',
    package: '@favware/graphql-pokemon',
    version: '8.8.1',
    licence: 'MIT',
    paths: ['graphql/resolvers.graphql', 'graphql/schema.graphql', 'graphql/enums.graphql'],
    operations: 15,
  },
];

/** The schema as one text, in the language that its first file has. */
export function textOf({ package: name, paths }: GraphqlSpec): string {
  return paths.map((path) => oracleFile(name, path)).join('\n');
}

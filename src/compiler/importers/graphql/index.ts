import type { LocatedDocument } from '../../../manifest/index.ts';
import type { Importer, SpecBytes } from '../importer.ts';
import { introspectionPath } from './introspection-path.ts';

/** Schemas in the schema definition language. */
export const graphqlImporter: Importer<SpecBytes> = {
  language: 'GraphQL',
  serviceType: 'GRAPHQL',
  reads: 'bytes',
  recognizes: ({ file }) => /\.(graphqls?|gql)$/.test(file),
  load: async () => (await import('./reader.ts')).sdlReader,
};

/** Schemas as a backend tells them: the answer of an introspection query, in JSON. */
export const introspectionImporter: Importer<LocatedDocument> = {
  language: 'GraphQL',
  serviceType: 'GRAPHQL',
  reads: 'document',
  recognizes: (document) => introspectionPath(document) !== undefined,
  load: async () => (await import('./reader.ts')).introspectionReader,
};

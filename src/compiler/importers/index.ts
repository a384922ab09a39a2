import { graphqlImporter, introspectionImporter } from './graphql/index.ts';
import type { Importer } from './importer.ts';
import { openApiImporter } from './openapi/index.ts';
import { protobufImporter } from './protobuf/index.ts';

/** The spec languages that main artifacts may be written in. Each file is offered to them in this order. */
export const importers: readonly Importer[] = [
  openApiImporter,
  graphqlImporter,
  introspectionImporter,
  protobufImporter,
];

/** What a message calls the languages that are read. */
export const languages = 'OpenAPI 2.0, 3.0 and 3.1, GraphQL, and Protobuf';

import { decodeUtf8, type LocatedDocument } from '../../../manifest/index.ts';
import type { Importer, SpecBytes } from '../importer.ts';
import { importGraphql } from './import.ts';
import { importsOf } from './imports.ts';
import { introspectionPath, readIntrospection } from './read-introspection.ts';
import { readSdl } from './read-sdl.ts';

const nameless = { name: undefined, version: undefined };

/** Schemas in the schema definition language. */
export const graphqlImporter: Importer<SpecBytes> = {
  language: 'GraphQL',
  serviceType: 'GRAPHQL',
  reads: 'bytes',
  recognizes: ({ file }) => /\.(graphqls?|gql)$/.test(file),
  identify: () => nameless,
  references: ({ file, bytes }, exists) => {
    const decoded = decodeUtf8(bytes);
    if (!('text' in decoded)) return [];
    return importsOf(file, decoded.text).flatMap(({ path }) => (exists(path) ? [path] : []));
  },
  import: (input) => importGraphql((report) => readSdl(input, report), input.service.graphql),
};

/** Schemas as a backend tells them: the answer of an introspection query, in JSON. */
export const introspectionImporter: Importer<LocatedDocument> = {
  language: 'GraphQL',
  serviceType: 'GRAPHQL',
  reads: 'document',
  recognizes: (document) => introspectionPath(document) !== undefined,
  identify: () => nameless,
  references: () => [],
  import: ({ main, service }) => importGraphql((report) => readIntrospection(main, report), service.graphql),
};

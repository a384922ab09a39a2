import { decodeUtf8, type LocatedDocument } from '../../../manifest/index.ts';
import type { SpecBytes, SpecReader } from '../importer.ts';
import { importGraphql } from './import.ts';
import { importsOf } from './imports.ts';
import { readIntrospection } from './read-introspection.ts';
import { readSdl } from './read-sdl.ts';

const nameless = { name: undefined, version: undefined };

export const sdlReader: SpecReader<SpecBytes> = {
  identify: () => nameless,
  references: ({ file, bytes }, exists) => {
    const decoded = decodeUtf8(bytes);
    if (!('text' in decoded)) return [];
    return importsOf(file, decoded.text).flatMap(({ path }) => (exists(path) ? [path] : []));
  },
  import: (input) => importGraphql((report) => readSdl(input, report), input.service.graphql),
};

export const introspectionReader: SpecReader<LocatedDocument> = {
  identify: () => nameless,
  references: () => [],
  import: ({ main, service }) => importGraphql((report) => readIntrospection(main, report), service.graphql),
};

import type { LocatedDocument } from '../../../manifest/index.ts';
import type { Importer } from '../importer.ts';
import { dialectOf } from './version.ts';

export const openApiImporter: Importer<LocatedDocument> = {
  language: 'OpenAPI',
  serviceType: 'REST',
  reads: 'document',
  recognizes: (document) => dialectOf(document.value) !== undefined,
  load: async () => (await import('./reader.ts')).openApiReader,
};

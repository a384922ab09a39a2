import type { Importer } from './importer.ts';
import { openApiImporter } from './openapi/index.ts';

/** The spec languages that main artifacts may be written in. */
export const importers: readonly Importer[] = [openApiImporter];

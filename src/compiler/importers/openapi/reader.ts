import { isJsonObject, type Json } from '../../../kernel/index.ts';
import type { LocatedDocument } from '../../../manifest/index.ts';
import type { SpecReader } from '../importer.ts';
import { importOpenApi } from './import.ts';
import { fileReferences } from './references.ts';

export const openApiReader: SpecReader<LocatedDocument> = {
  identify: (document) => {
    const info = isJsonObject(document.value) ? document.value['info'] : undefined;
    const text = (key: string): string | undefined => {
      const value = isJsonObject(info) ? info[key] : undefined;
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    };
    return { name: text('title'), version: text('version'), servers: serversOf(document.value) };
  },
  references: (document) => fileReferences(document.file, document.value),
  import: importOpenApi,
};

function serversOf(root: Json): string[] {
  const servers = isJsonObject(root) ? root['servers'] : undefined;
  if (!Array.isArray(servers)) return [];
  return (servers as Json[]).flatMap((server) => {
    const url = isJsonObject(server) ? server['url'] : undefined;
    return typeof url === 'string' && !url.includes('{') ? [url] : [];
  });
}

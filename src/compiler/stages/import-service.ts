import { type Diagnostic, finding, type Location } from '../../kernel/index.ts';
import type { LocatedDocument } from '../../manifest/index.ts';
import { digestOfJson, type SealedObject, seal } from '../../snapshot/index.ts';
import type { BoundService } from '../bind/bound.ts';
import { severalDocuments } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { ImportedSchema, ImportResult } from '../importers/importer.ts';
import type { ReadTree } from './read-tree.ts';

/** A service whose tools are sealed. Depends on its spec, its selection and its identity only. */
export interface ImportedService {
  readonly service: BoundService;
  readonly tools: readonly SealedTool[];
  readonly objects: readonly LocatedObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that the result depends on, as one text. */
  readonly key: string;
}

export interface SealedTool {
  readonly name: string;
  readonly operation: string;
  /** Name of its object. */
  readonly object: string;
  /** Names of the schema objects that it needs, directly or not. */
  readonly schemas: readonly string[];
  /** Bytes of its entry in `tools/list`. */
  readonly listBytes: number;
}

/** An object, and what it was made from. */
export interface LocatedObject {
  readonly object: SealedObject;
  readonly at: Location;
}

/** Stages *import* and *seal* for one service. */
export async function importService(
  service: BoundService,
  read: ReadTree,
  context: Context,
): Promise<ImportedService> {
  const { main } = service;
  if (main === undefined)
    return { service, tools: [], objects: [], diagnostics: [], key: `none ${service.id}` };
  const documents = await referredDocuments(service, read, context);
  const paths = [main.document.file, ...documents.keys()];
  const blobs = paths.map((path) => `${path} ${read.files.get(path)?.blob}`);
  const key = `service ${digestOfJson([service.id, main.importer.language, ...blobs])}`;
  const known = context.memo.get(key) as ImportedService | undefined;
  if (known !== undefined) return { ...known, service };
  context.work.specsImported++;
  const result = main.importer.import({ main: main.document, document: (path) => documents.get(path) });
  const imported = sealService(service, result, key);
  context.work.servicesSealed++;
  context.memo.set(key, imported);
  return imported;
}

/** Every document of the tree that the spec refers to, and those refer to in turn, by path. */
async function referredDocuments(
  { main }: BoundService,
  read: ReadTree,
  context: Context,
): Promise<Map<string, LocatedDocument>> {
  const documents = new Map<string, LocatedDocument>();
  if (main === undefined) return documents;
  const pending = [main.document];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const path of main.importer.references(next)) {
      if (path === main.document.file || documents.has(path)) continue;
      const text = await read.text(path);
      context.report(...(text?.diagnostics ?? []));
      const [document, second] = text?.documents ?? [];
      if (second !== undefined) context.report(finding(severalDocuments, {}, second));
      if (document === undefined) continue;
      documents.set(path, document);
      pending.push(document);
    }
  }
  return new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sealService(service: BoundService, result: ImportResult, key: string): ImportedService {
  const objects: LocatedObject[] = [];
  const sizes = new Map<string, number>();
  for (const { name, schema, uses, at } of result.schemas) {
    const object = seal('schema', `${service.id}/${name}`, {
      format: 'schema@1',
      name,
      schema,
      uses: [...uses],
    });
    objects.push({ object, at });
    sizes.set(name, object.bytes.length);
  }
  const closure = closureOf(result.schemas);
  const tools = result.tools.map(({ tool, at }): SealedTool => {
    const object = seal('tool', `${service.id}/${tool.name}`, { format: 'tool@1', ...tool });
    objects.push({ object, at });
    const needed = closure(tool.uses);
    const own = JSON.stringify([
      tool.name,
      tool.title,
      tool.description,
      tool.inputSchema,
      tool.outputSchema,
    ]);
    return {
      name: tool.name,
      operation: tool.operation,
      object: object.name,
      schemas: needed.map((name) => `${service.id}/${name}`),
      listBytes: needed.reduce((bytes, name) => bytes + (sizes.get(name) ?? 0), own.length),
    };
  });
  return { service, tools, objects, diagnostics: result.diagnostics, key };
}

/** All schemas that some of them lead to, those included. */
function closureOf(schemas: readonly ImportedSchema[]): (uses: readonly string[]) => string[] {
  const usesOf = new Map(schemas.map(({ name, uses }) => [name, uses]));
  return (uses) => {
    const found = new Set<string>();
    const pending = [...uses];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      pending.push(...(usesOf.get(name) ?? []));
    }
    return [...found];
  };
}

import { type Diagnostic, finding, hasErrors, type Location, type TreeFile } from '../../kernel/index.ts';
import { entryKey, type Id, referencesOf, type SealedObject, seal } from '../../snapshot/index.ts';
import type { BoundService } from '../bind/bound.ts';
import { severalDocuments } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { Exclusion, ImportedSchema, ImportResult, SpecPart } from '../importers/importer.ts';
import { stage } from '../memo.ts';
import { type Kept, keepReading, recallReading, remember } from '../remember.ts';
import type { ReadTree } from './read-tree.ts';
import { factsOf, type ToolFacts } from './tool-facts.ts';

/** A service whose tools are sealed. Depends on its spec, its selection and its identity only. */
export interface ImportedService {
  readonly service: BoundService;
  readonly tools: readonly SealedTool[];
  readonly objects: readonly LocatedObject[];
  /** Operations that become no tool. */
  readonly excluded: readonly Exclusion[];
  readonly diagnostics: readonly Diagnostic[];
  /** False when there is no spec, or none that could be read: then nothing is known of its operations. */
  readonly isRead: boolean;
}

export interface SealedTool {
  readonly name: string;
  readonly operation: string;
  /** Name of its object. */
  readonly object: string;
  /** Keys of all objects that it needs, itself included. */
  readonly needs: readonly string[];
  /** Bytes of its entry in `tools/list`. */
  readonly listBytes: number;
  readonly facts: ToolFacts;
}

/** An object, and what it was made from. */
export interface LocatedObject {
  readonly object: SealedObject;
  readonly at: Location;
}

const importStage = stage<Kept<ImportedService>>('import service');
const specStage = stage<Kept<SealedSpec>>('import spec');

type SealedSpec = Omit<ImportedService, 'service'>;

const noSpec: SealedSpec = { tools: [], objects: [], excluded: [], diagnostics: [], isRead: false };

/** What `importService` made before, if it still holds. */
export function knownImport(
  service: BoundService,
  read: ReadTree,
  context: Context,
): ImportedService | undefined {
  return recallReading(importStage, service, [], read, context)?.result;
}

/** Stages *import* and *seal* for one service. */
export async function importService(
  service: BoundService,
  read: ReadTree,
  context: Context,
): Promise<ImportedService> {
  const { result } = await keepReading(importStage, service, [], read, context, async (...own) => ({
    service,
    ...(service.main === undefined ? noSpec : await importSpec(service, service.main, ...own)),
  }));
  return result;
}

/** Made once per content of all files of the spec, whatever else of the service changes. */
async function importSpec(
  service: BoundService,
  main: Main,
  read: ReadTree,
  context: Context,
): Promise<SealedSpec> {
  const { id, name, version } = service;
  const parts = await referredParts(main, read, context);
  const { language } = main.importer;
  const files = [...parts.keys()].map((path) => read.files.get(path));
  const file = read.files.get(main.part.file) as TreeFile;
  const { maxDepth, maxFields } = service.manifest.spec.graphql ?? {};
  return remember(specStage, file, [id, language, maxDepth, maxFields, ...files], context, () => {
    context.work.specsImported++;
    const result = main.importer.import({
      main: main.part,
      service: { name, version, graphql: { maxDepth, maxFields } },
      part: (path) => parts.get(path),
    });
    context.work.servicesSealed++;
    return sealSpec(id, result);
  });
}

type Main = NonNullable<BoundService['main']>;

/** Every file of the tree that the spec refers to, and those refer to in turn, by path. */
async function referredParts(
  { part: main, importer }: Main,
  read: ReadTree,
  context: Context,
): Promise<Map<string, SpecPart>> {
  const parts = new Map<string, SpecPart>();
  const exists = (path: string): boolean => read.files.has(path);
  const pending = [main];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const path of importer.references(next, exists)) {
      if (path === main.file || parts.has(path)) continue;
      const part = await (importer.reads === 'bytes' ? bytesAt(path, read) : documentAt(path, read, context));
      if (part === undefined) continue;
      parts.set(path, part);
      pending.push(part);
    }
  }
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function bytesAt(path: string, read: ReadTree): Promise<SpecPart | undefined> {
  const bytes = await read.bytes(path);
  return bytes && { file: path, bytes };
}

async function documentAt(path: string, read: ReadTree, context: Context): Promise<SpecPart | undefined> {
  const text = await read.text(path);
  context.report(...(text?.diagnostics ?? []));
  const [document, second] = text?.documents ?? [];
  if (second !== undefined) context.report(finding(severalDocuments, {}, second));
  return document;
}

function sealSpec(id: Id, result: ImportResult): SealedSpec {
  const objects: LocatedObject[] = [];
  const sizes = new Map<string, number>();
  for (const { name, types, at } of result.descriptors ?? []) {
    const object = seal('descriptor', `${id}/${name}`, { format: 'descriptor@1', name, types });
    objects.push({ object, at });
  }
  for (const { name, schema, uses, at } of result.schemas) {
    const object = seal('schema', `${id}/${name}`, {
      format: 'schema@1',
      name,
      schema,
      uses: [...uses],
    });
    objects.push({ object, at });
    sizes.set(name, object.bytes.length);
  }
  const closure = closureOf(result.schemas);
  const tools = result.tools.map(({ tool, at, security }): SealedTool => {
    const value = { format: 'tool@1', ...tool } as const;
    const object = seal('tool', `${id}/${tool.name}`, value);
    objects.push({ object, at });
    const other = referencesOf(object.name, value)
      .filter(({ kind }) => kind !== 'schema')
      .map(entryKey);
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
      needs: [entryKey(object), ...other, ...needed.map((name) => `schema ${id}/${name}`)],
      facts: factsOf(tool, at, security),
      listBytes: needed.reduce((bytes, name) => bytes + (sizes.get(name) ?? 0), own.length),
    };
  });
  const { diagnostics, excluded } = result;
  return { tools, objects, excluded, diagnostics, isRead: tools.length > 0 || !hasErrors(diagnostics) };
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

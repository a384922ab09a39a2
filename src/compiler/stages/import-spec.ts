import { type Diagnostic, fileStart, finding, isJsonObject } from '../../kernel/index.ts';
import type { LocatedDocument } from '../../manifest/index.ts';
import { serviceId } from '../../snapshot/index.ts';
import { severalDocuments } from '../bind/diagnostics.ts';
import { unreadLanguage } from '../importers/diagnostics.ts';
import type { Importer, ImportInput, SpecIdentity, SpecPart, SpecReader } from '../importers/importer.ts';
import { importers, languages } from '../importers/index.ts';
import { noSpec, type SealedSpec, sealSpec } from './seal-spec.ts';
import { type SpecFiles, watched } from './spec-files.ts';

/** What the import of a spec depends on beside the bytes of its files. Plain data. */
export interface SpecInput {
  /** Of its main file. */
  readonly path: string;
  readonly organization: string;
  /** Where the manifest of the service says them. */
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly graphql: ImportInput['service']['graphql'];
}

/** What a spec is, without its operations. */
export interface SpecHead extends SpecIdentity {
  /** As people call it: `OpenAPI`. */
  readonly language: string;
  readonly serviceType: Importer['serviceType'];
}

/** What became of a spec. Plain data: it may come from another thread. */
export interface SpecReading {
  /** Undefined for a spec that cannot be read. */
  readonly head: SpecHead | undefined;
  readonly sealed: SealedSpec;
  /** What is wrong with its files. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths that were looked at, whether or not they are there. */
  readonly looked: readonly string[];
  /** Of these, those that were read. */
  readonly referred: readonly string[];
  /** Its tools were made, which fails where it says neither name nor version. */
  readonly isImported: boolean;
}

interface Main {
  readonly part: SpecPart;
  readonly importer: Importer;
  readonly reader: SpecReader;
}

/** Stages *import* and *seal* for the spec of one service. Depends on its input and on the files only. */
export async function importSpec(input: SpecInput, tree: SpecFiles): Promise<SpecReading> {
  const diagnostics: Diagnostic[] = [];
  const { files, looked, referred } = watched(tree);
  const report = (...found: readonly Diagnostic[]): void => void diagnostics.push(...found);
  const main = await mainOf(input.path, files, report);
  const head = main === undefined ? undefined : headOf(main);
  const name = input.name ?? head?.name;
  const version = input.version ?? head?.version;
  const isImported = main !== undefined && name !== undefined && version !== undefined;
  let sealed = noSpec;
  if (isImported) {
    const parts = await referredParts(main, files, report);
    const id = serviceId(input.organization, name, version);
    sealed = sealSpec(
      id,
      main.reader.import({
        main: main.part,
        service: { name, version, graphql: input.graphql },
        part: (path) => parts.get(path),
      }),
    );
  }
  return { head, sealed, diagnostics, looked: [...looked], referred: [...referred], isImported };
}

type Report = (...found: readonly Diagnostic[]) => void;

async function mainOf(path: string, files: SpecFiles, report: Report): Promise<Main | undefined> {
  const bytes = isDocument(path) ? undefined : await files.bytes(path);
  const main = bytes && (await recognized({ file: path, bytes }, 'bytes'));
  return main ?? mainDocument(path, files, report);
}

async function mainDocument(path: string, files: SpecFiles, report: Report): Promise<Main | undefined> {
  const text = await files.text(path);
  report(...(text?.diagnostics ?? []));
  const [document, second] = text?.documents ?? [];
  if (second !== undefined) report(finding(severalDocuments, {}, second));
  if (document === undefined) {
    const at = { file: path, range: fileStart };
    if (text?.diagnostics.length === 0)
      report(finding(unreadLanguage, { language: 'an empty file', languages }, at));
    return undefined;
  }
  const main = await recognized(document, 'document');
  if (main === undefined) {
    const at = document.locate(versionField(document));
    report(finding(unreadLanguage, { language: describe(document), languages }, at));
  }
  return main;
}

function isDocument(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

async function recognized(part: SpecPart, reads: Importer['reads']): Promise<Main | undefined> {
  const importer = importers.find((candidate) => candidate.reads === reads && candidate.recognizes(part));
  return importer && { part, importer, reader: await importer.load() };
}

function headOf({ part, importer, reader }: Main): SpecHead {
  const { language, serviceType } = importer;
  return { ...reader.identify(part), language, serviceType };
}

/** Every file of the tree that the spec refers to, and those refer to in turn, by path. */
async function referredParts(
  { part: main, importer, reader }: Main,
  files: SpecFiles,
  report: Report,
): Promise<Map<string, SpecPart>> {
  const parts = new Map<string, SpecPart>();
  const pending = [main];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const path of reader.references(next, files.has)) {
      if (path === main.file || parts.has(path)) continue;
      const part = await (importer.reads === 'bytes'
        ? bytesAt(path, files)
        : documentAt(path, files, report));
      if (part === undefined) continue;
      parts.set(path, part);
      pending.push(part);
    }
  }
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function bytesAt(path: string, files: SpecFiles): Promise<SpecPart | undefined> {
  const bytes = await files.bytes(path);
  return bytes && { file: path, bytes };
}

async function documentAt(path: string, files: SpecFiles, report: Report): Promise<SpecPart | undefined> {
  const text = await files.text(path);
  report(...(text?.diagnostics ?? []));
  const [document, second] = text?.documents ?? [];
  if (second !== undefined) report(finding(severalDocuments, {}, second));
  return document;
}

/** The field that says which language a document is in; the document itself when there is none. */
function versionField({ value }: LocatedDocument): string[] {
  if (!isJsonObject(value)) return [];
  return ['openapi', 'swagger', 'asyncapi'].filter((field) => value[field] !== undefined).slice(0, 1);
}

function describe({ value }: LocatedDocument): string {
  if (isJsonObject(value)) {
    if (value['swagger'] !== undefined) return 'Swagger of another version than 2.0';
    if (typeof value['openapi'] === 'number') return 'OpenAPI with a number as its version';
    if (typeof value['openapi'] === 'string') return `OpenAPI ${value['openapi']}`;
    if (value['asyncapi'] !== undefined) return 'AsyncAPI';
  }
  return 'no OpenAPI document';
}

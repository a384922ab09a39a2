import { posix } from 'node:path';
import { didYouMean, fileStart, finding, isJsonObject } from '../../kernel/index.ts';
import type { LocatedDocument, ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { unreadLanguage } from '../importers/diagnostics.ts';
import type { Importer, SpecPart } from '../importers/importer.ts';
import { importers, languages } from '../importers/index.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import type { BoundService } from './bound.ts';
import {
  conflictingShape,
  noSpec,
  notServed,
  severalDocuments,
  specNotFound,
  unlockedUrl,
} from './diagnostics.ts';

type Main = NonNullable<BoundService['main']>;

/** The spec that a Service is made of; `none` for services that have none, undefined (and reported) for a bad one. */
export async function mainArtifact(
  manifest: ManifestOf<'Service'>,
  read: ReadTree,
  context: Context,
): Promise<Main | 'none' | undefined> {
  const { spec } = manifest;
  if (spec.secretRef !== undefined)
    context.report(finding(notServed, { what: 'secretRef' }, manifest.at(['secretRef'], 'key')));
  if (spec.file !== undefined && spec.url !== undefined)
    context.report(
      finding(conflictingShape, { what: 'a spec is a file or a url: not both' }, manifest.at(['url'], 'key')),
    );
  if (spec.type === 'MCP' || spec.upstreams !== undefined || spec.instances !== undefined) {
    if (spec.upstreams !== undefined && spec.instances !== undefined)
      context.report(
        finding(
          conflictingShape,
          { what: 'instances are a single upstream: not both' },
          manifest.at(['instances'], 'key'),
        ),
      );
    context.report(finding(notServed, { what: 'a Service of type MCP' }, manifest.nameAt()));
    return 'none';
  }
  if (spec.file === undefined) {
    if (spec.url === undefined) context.report(finding(noSpec, {}, manifest.nameAt()));
    else context.report(finding(unlockedUrl, {}, manifest.at(['url'])));
    return undefined;
  }
  const path = posix.normalize(posix.join(posix.dirname(manifest.file), spec.file));
  if (!read.files.has(path)) {
    // Whether it is unreadable, and what is called nearly the same, depends on the whole tree.
    context.forget();
    if (read.tree.unreadable.some((file) => file.path === path)) return undefined;
    const suggestion = didYouMean(path, [...read.files.keys()]);
    context.report(finding(specNotFound, { path, suggestion }, manifest.at(['file'])));
    return undefined;
  }
  return specAt(path, manifest, read, context);
}

async function specAt(
  path: string,
  manifest: ManifestOf<'Service'>,
  read: ReadTree,
  context: Context,
): Promise<Main | undefined> {
  const bytes = isDocument(path) ? undefined : await read.bytes(path);
  const main = bytes && recognized({ file: path, bytes }, 'bytes');
  if (main !== undefined) return checkedType(main, manifest, context);
  return documentAt(path, manifest, read, context);
}

async function documentAt(
  path: string,
  manifest: ManifestOf<'Service'>,
  read: ReadTree,
  context: Context,
): Promise<Main | undefined> {
  const text = await read.text(path);
  context.report(...(text?.diagnostics ?? []));
  const [document, second] = text?.documents ?? [];
  if (second !== undefined) context.report(finding(severalDocuments, {}, second));
  if (document === undefined) {
    const at = { file: path, range: fileStart };
    if (text?.diagnostics.length === 0)
      context.report(finding(unreadLanguage, { language: 'an empty file', languages }, at));
    return undefined;
  }
  const main = recognized(document, 'document');
  if (main !== undefined) return checkedType(main, manifest, context);
  const at = document.locate(versionField(document));
  context.report(finding(unreadLanguage, { language: describe(document), languages }, at));
  return undefined;
}

function isDocument(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

function recognized(part: SpecPart, reads: Importer['reads']): Main | undefined {
  const importer = importers.find((candidate) => candidate.reads === reads && candidate.recognizes(part));
  return importer && { part, importer };
}

function checkedType(main: Main, manifest: ManifestOf<'Service'>, context: Context): Main {
  const { serviceType } = main.importer;
  const { type = serviceType } = manifest.spec;
  const what = `type ${type} does not fit the spec, which is ${serviceType}`;
  if (type !== serviceType) context.report(finding(conflictingShape, { what }, manifest.at(['type'])));
  if (manifest.spec.graphql !== undefined && serviceType !== 'GRAPHQL') {
    const settings = `graphql has no effect: the spec is ${main.importer.language}`;
    context.report(finding(conflictingShape, { what: settings }, manifest.at(['graphql'], 'key')));
  }
  return main;
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

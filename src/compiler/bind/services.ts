import { posix } from 'node:path';
import { didYouMean, fileStart, finding, isJsonObject } from '../../kernel/index.ts';
import type { LocatedDocument, Manifest, ManifestOf, Mistaken } from '../../manifest/index.ts';
import { serviceId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import type { Importer } from '../importers/importer.ts';
import { importers } from '../importers/index.ts';
import { notOpenApi } from '../importers/openapi/diagnostics.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import {
  type AttachedArtifact,
  attachedArtifacts,
  type BoundService,
  coordinates,
  manifestsOf,
} from './bound.ts';
import {
  badServicePath,
  conflictingShape,
  noSpec,
  notServed,
  severalDocuments,
  specNotFound,
  unlockedUrl,
  unnamedService,
} from './diagnostics.ts';
import { uniqueBy } from './unique.ts';

type Main = NonNullable<BoundService['main']>;

/** Services by coordinates, each with its spec and the artifacts attached to it. */
export async function bindServices(
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<Map<string, BoundService>> {
  const services: BoundService[] = [];
  const artifacts = artifactsByService(read.manifests);
  for (const manifest of manifestsOf(read.manifests, 'Service')) {
    const service = await bindService(manifest, artifacts, read, organization, context);
    if (service !== undefined) services.push(service);
    else context.unbound.add(mistakenService(manifest));
  }
  return uniqueBy(services, 'Service', coordinates, context);
}

/** What a Service that could not be bound would have been called. */
function mistakenService({ spec: { name, version } }: ManifestOf<'Service'>): Mistaken {
  const known = name !== undefined && version !== undefined;
  return { kind: 'Service', names: known ? [name, `${name}:${version}`] : [] };
}

async function bindService(
  manifest: ManifestOf<'Service'>,
  artifacts: ReadonlyMap<string, readonly AttachedArtifact[]>,
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<BoundService | undefined> {
  const artifact = await mainArtifact(manifest, read, context);
  const main = artifact === 'none' ? undefined : artifact;
  const identity = main?.importer.identify(main.document);
  const name = manifest.spec.name ?? identity?.name;
  const version = manifest.spec.version ?? identity?.version;
  if (name === undefined || version === undefined) {
    const missing = name === undefined ? 'name' : 'version';
    if (artifact !== undefined) context.report(finding(unnamedService, { missing }, manifest.nameAt()));
    return undefined;
  }
  if (/^(tools|resources|prompts)$/.test(name) && /^(list|call|read|get)$/.test(version))
    context.report(finding(badServicePath, { name, version }, manifest.nameAt()));
  const id = serviceId(organization, name, version);
  return {
    id,
    name,
    version,
    manifest,
    main,
    artifacts: artifacts.get(coordinates({ name, version })) ?? [],
  };
}

/** Attached artifacts by the coordinates of their service. */
function artifactsByService(manifests: readonly Manifest[]): Map<string, AttachedArtifact[]> {
  const found = new Map<string, AttachedArtifact[]>();
  for (const artifact of attachedArtifacts(manifests)) {
    const name = coordinates(artifact.spec.service);
    const others = found.get(name);
    if (others === undefined) found.set(name, [artifact]);
    else others.push(artifact);
  }
  return found;
}

async function mainArtifact(
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
  if (read.tree.unreadable.some((file) => file.path === path)) return undefined;
  if (!read.files.has(path)) {
    const suggestion = didYouMean(path, [...read.files.keys()]);
    context.report(finding(specNotFound, { path, suggestion }, manifest.at(['file'])));
    return undefined;
  }
  return recognized(path, manifest, read, context);
}

async function recognized(
  path: string,
  manifest: ManifestOf<'Service'>,
  read: ReadTree,
  context: Context,
): Promise<Main | undefined> {
  const language = /\.(graphqls?|gql)$/.test(path)
    ? 'GraphQL'
    : path.endsWith('.proto')
      ? 'Protobuf'
      : undefined;
  if (language !== undefined) {
    context.report(finding(notOpenApi, { version: language }, manifest.at(['file'])));
    return undefined;
  }
  const text = await read.text(path);
  context.report(...(text?.diagnostics ?? []));
  const [document, second] = text?.documents ?? [];
  if (second !== undefined) context.report(finding(severalDocuments, {}, second));
  if (document === undefined) {
    if (text?.diagnostics.length === 0)
      context.report(finding(notOpenApi, { version: 'an empty file' }, { file: path, range: fileStart }));
    return undefined;
  }
  const importer = importers.find((candidate: Importer) => candidate.recognizes(document));
  if (importer !== undefined) {
    const { type = importer.serviceType } = manifest.spec;
    const what = `type ${type} does not fit the spec, which is ${importer.serviceType}`;
    if (type !== importer.serviceType)
      context.report(finding(conflictingShape, { what }, manifest.at(['type'])));
    return { document, importer };
  }
  context.report(finding(notOpenApi, { version: describe(document) }, document.locate([])));
  return undefined;
}

function describe({ value }: LocatedDocument): string {
  if (isJsonObject(value)) {
    if (value['swagger'] !== undefined) return 'OpenAPI 2 (Swagger)';
    if (typeof value['openapi'] === 'string') return `OpenAPI ${value['openapi']}`;
    if (value['asyncapi'] !== undefined) return 'AsyncAPI';
  }
  return 'no OpenAPI document';
}

import { didYouMean, finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import type { SpecHead } from '../stages/import-spec.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { isFacade, specInput } from '../stages/spec-input.ts';
import { conflictingShape, noSpec, notServed, specNotFound, unlockedUrl } from './diagnostics.ts';
import { checkInstanceEnv } from './instance-env.ts';

type Service = ManifestOf<'Service'>;

/** Reports what is wrong with how a Service names its main artifact, and with an artifact that does not fit. */
export function checkMain(manifest: Service, head: SpecHead | undefined, context: Context): void {
  const { spec } = manifest;
  const conflict = (what: string, field: string, part?: 'key'): void =>
    context.report(finding(conflictingShape, { what }, manifest.at([field], part)));
  if (spec.secretRef !== undefined)
    context.report(finding(notServed, { what: 'secretRef' }, manifest.at(['secretRef'], 'key')));
  if (spec.file !== undefined && spec.url !== undefined)
    conflict('a spec is a file or a url: not both', 'url', 'key');
  if (isFacade(manifest)) {
    if (spec.upstreams !== undefined && spec.instances !== undefined)
      conflict('instances are a single upstream: not both', 'instances', 'key');
    checkInstanceEnv(manifest, context);
    context.report(finding(notServed, { what: 'a Service of type MCP' }, manifest.nameAt()));
  } else if (spec.file === undefined) {
    if (spec.url === undefined) context.report(finding(noSpec, {}, manifest.nameAt()));
    else context.report(finding(unlockedUrl, {}, manifest.at(['url'])));
  }
  if (head === undefined) return;
  const { serviceType, language } = head;
  const { type = serviceType } = spec;
  if (type !== serviceType) conflict(`type ${type} does not fit the spec, which is ${serviceType}`, 'type');
  if (spec.graphql !== undefined && serviceType !== 'GRAPHQL')
    conflict(`graphql has no effect: the spec is ${language}`, 'graphql', 'key');
}

/** Reports a spec that is not in the tree. Depends on what else is there, so it is done for each compile. */
export function checkSpecExists(manifest: Service, read: ReadTree, context: Context): void {
  const path = specInput(manifest, '')?.path;
  if (path === undefined || read.files.has(path)) return;
  if (read.tree.unreadable.some((file) => file.path === path)) return;
  const suggestion = didYouMean(path, [...read.files.keys()]);
  context.report(finding(specNotFound, { path, suggestion }, manifest.at(['file'])));
}

import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { BoundGroup } from './bound.ts';
import { notServed } from './diagnostics.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { uniqueBy } from './unique.ts';

const groupStage = stage<Kept<BoundGroup>>('bind group');

/** GatewayGroups by name. */
export function bindGroups(manifests: Manifests, context: Context): Map<string, BoundGroup> {
  const groups = manifestsOf(manifests, 'GatewayGroup').map((manifest) =>
    remember(groupStage, manifest, [], context, (own) => bindGroup(manifest, own)),
  );
  return uniqueBy(groups, 'GatewayGroup', ({ name }) => name, context);
}

function bindGroup(manifest: ManifestOf<'GatewayGroup'>, context: Context): BoundGroup {
  for (const field of ['sharedWith', 'gatewayClassName'] as const)
    if (manifest.spec[field] !== undefined)
      context.report(finding(notServed, { what: field }, manifest.at([field], 'key')));
  return { name: manifest.spec.name ?? manifest.name, manifest };
}

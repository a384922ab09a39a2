import { finding } from '../../kernel/index.ts';
import type { Context } from '../context.ts';
import type { BoundGroup } from './bound.ts';
import { notServed } from './diagnostics.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { uniqueBy } from './unique.ts';

/** GatewayGroups by name. */
export function bindGroups(manifests: Manifests, context: Context): Map<string, BoundGroup> {
  const groups = manifestsOf(manifests, 'GatewayGroup').map(
    (manifest): BoundGroup => ({ name: manifest.spec.name ?? manifest.name, manifest }),
  );
  for (const { manifest } of groups)
    for (const field of ['sharedWith', 'gatewayClassName'] as const)
      if (manifest.spec[field] !== undefined)
        context.report(finding(notServed, { what: field }, manifest.at([field], 'key')));
  return uniqueBy(groups, 'GatewayGroup', ({ name }) => name, context);
}

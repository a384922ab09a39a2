import { didYouMean, finding } from '../../kernel/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import type { BoundGroup } from './bound.ts';
import { reportDangling } from './dangling.ts';
import { notServed } from './diagnostics.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { uniqueBy } from './unique.ts';

/** The kinds whose manifests are looked at here. */
export const otherKinds = ['GatewayClass', 'Gateway', 'GatewayGroup', 'SecretSource'] as const;

/** Kinds that are checked and bound, and have no effect yet: classes, rendered gateways. */
export function checkOtherKinds(
  manifests: Manifests,
  groups: ReadonlyMap<string, BoundGroup>,
  context: Context,
): void {
  for (const kind of ['GatewayClass', 'Gateway', 'SecretSource'] as const) {
    const items = manifestsOf(manifests, kind).map((manifest) => ({ manifest: manifest as Manifest }));
    uniqueBy(items, kind, ({ manifest }) => manifest.name, context);
    if (kind === 'SecretSource') continue;
    for (const { manifest } of items)
      context.report(finding(notServed, { what: `a ${kind}` }, manifest.nameAt()));
  }
  const classes = new Set(manifestsOf(manifests, 'GatewayClass').map(({ name }) => name));
  const users = [
    ...manifestsOf(manifests, 'Gateway').map((manifest) => ({
      manifest,
      name: manifest.spec.gatewayClassName,
    })),
    ...manifestsOf(manifests, 'GatewayGroup').flatMap((manifest) =>
      manifest.spec.gatewayClassName === undefined
        ? []
        : [{ manifest, name: manifest.spec.gatewayClassName }],
    ),
  ];
  for (const { manifest, name } of users) {
    if (classes.has(name)) continue;
    const suggestion = didYouMean(name, classes);
    reportDangling({ kind: 'GatewayClass', name, suggestion }, manifest.at(['gatewayClassName']), context);
  }
  for (const manifest of manifestsOf(manifests, 'Gateway')) {
    const name = manifest.spec.gatewayGroup;
    if (name === undefined || groups.has(name)) continue;
    const suggestion = didYouMean(name, groups.keys());
    reportDangling({ kind: 'GatewayGroup', name, suggestion }, manifest.at(['gatewayGroup']), context);
  }
}

import { type Kind, kinds, type Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { type RunStage, rememberRuns, runStage } from '../remember-runs.ts';
import type { Runs } from '../runs.ts';
import { artifactName } from './artifacts.ts';
import {
  type Bound,
  type BoundExposition,
  type BoundGroup,
  type BoundPlan,
  type BoundService,
  coordinates,
  type NamedManifest,
} from './bound.ts';
import { expositionName } from './expositions.ts';
import { isAttached, type Manifests, manifestsBesides, manifestsOf } from './manifests.ts';
import { planName } from './plans.ts';

type BoundItems = Pick<Bound, 'services' | 'plans' | 'expositions' | 'groups'>;

const nameStage = stage<Kept<NamedManifest>>('name');
const itemStages = new Map(kinds.map((kind) => [kind, runStage<Item, NamedManifest>(`name bound ${kind}`)]));
const otherStages = new Map(kinds.map((kind) => [kind, runStage<Manifest, NamedManifest>(`name ${kind}`)]));

/** Every manifest with its identity by kind: those that are bound first, each in the order of all. */
export function namedManifests(
  manifests: Manifests,
  bound: BoundItems,
  context: Context,
): Map<Kind, Runs<NamedManifest>> {
  const named = (manifest: Manifest, name: string, own: Context): NamedManifest =>
    remember(nameStage, manifest, [name], own, () => ({ manifest, name }));
  const runs = new Map<Kind, Runs<NamedManifest>>();
  for (const [kind, itemStage] of itemStages) {
    const items = itemsOf(kind, bound);
    const others = manifestsBesides(items, manifestsOf(manifests, kind) as readonly Manifest[]);
    const otherStage = otherStages.get(kind) as RunStage<Manifest, NamedManifest>;
    runs.set(kind, [
      ...rememberRuns(itemStage, items, [], context, (item, own) => [
        named(item.manifest, nameOf(item), own),
      ]),
      ...rememberRuns(otherStage, others, [], context, (manifest, own) => [
        named(manifest, ownName(manifest), own),
      ]),
    ]);
  }
  return runs;
}

type Item = BoundService | BoundPlan | BoundExposition | BoundGroup;

/** What became of the manifests of a kind. */
function itemsOf(kind: Kind, bound: BoundItems): readonly Item[] {
  if (kind === 'Service') return bound.services;
  if (kind === 'ConfigurationPlan') return bound.plans;
  if (kind === 'Exposition') return bound.expositions;
  return kind === 'GatewayGroup' ? bound.groups : [];
}

function nameOf(item: Item): string {
  if ('version' in item) return coordinates(item);
  if ('service' in item) return planName(item);
  return 'plan' in item ? expositionName(item) : item.name;
}

function ownName(manifest: Manifest): string {
  return isAttached(manifest) ? artifactName(manifest) : manifest.name;
}

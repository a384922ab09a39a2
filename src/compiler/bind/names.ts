import { type Kind, kinds, type Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import { inRuns, type Runs } from '../runs.ts';
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
import { isAttached, type Manifests, manifestsOf } from './manifests.ts';
import { planName } from './plans.ts';

type BoundItems = Pick<Bound, 'services' | 'plans' | 'expositions' | 'groups'>;

const nameStage = stage<Kept<NamedManifest>>('name');
const kindStages = new Map(
  kinds.map((kind) => [kind, stage<Kept<readonly NamedManifest[]>>(`names ${kind}`)]),
);
const runsStage = stage<Map<Kind, Runs<NamedManifest>>>('runs of names');

/** Every manifest with its identity by kind, each in the order of all. */
export function namedManifests(
  manifests: Manifests,
  bound: BoundItems,
  context: Context,
): Map<Kind, Runs<NamedManifest>> {
  const before = context.memo.of(runsStage).get(context.memo);
  const runs = new Map<Kind, Runs<NamedManifest>>();
  for (const [kind, ownStage] of kindStages) {
    const ofKind = manifestsOf(manifests, kind) as readonly Manifest[];
    const items = itemsOf(kind, bound);
    const named = rememberWhole(ownStage, [ofKind, items], context, () => {
      const names = new Map<Manifest, string>(items.map((item) => [item.manifest, nameOf(item)]));
      return ofKind.map((manifest) => {
        const name = names.get(manifest) ?? ownName(manifest);
        return remember(nameStage, manifest, [name], context, () => ({ manifest, name }));
      });
    });
    runs.set(kind, inRuns(named, before?.get(kind) ?? []));
  }
  if (context.memo.lasting) context.memo.of(runsStage).set(context.memo, runs);
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

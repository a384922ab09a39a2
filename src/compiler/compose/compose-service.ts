import type { BoundPlan } from '../bind/bound.ts';
import type { AttachedArtifact } from '../bind/manifests.ts';
import type { ServiceUse } from '../bind/uses.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { lintService } from '../rules/lint.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { attachedOf, type SealedArtifact, sealArtifact } from '../stages/seal-artifact.ts';
import { sealExposition } from '../stages/seal-exposition.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import { sealAccess } from './access.ts';
import { checkArtifactsOfPlan } from './artifacts.ts';
import { checkOwnTools, crossesServices } from './check-tools.ts';
import { sealCredential } from './credential.ts';
import { neededObjects } from './needed.ts';
import { type Offer, offerOf } from './offer.ts';
import { checkResourcesOfPlan } from './resources-of-plan.ts';
import { checkSelection, concerning } from './select.ts';

/** A service with its tools, and its attached artifacts. */
export interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

/** A plan, and what its endpoints offer. */
export interface OfferingPlan {
  readonly plan: BoundPlan;
  readonly offer: Offer;
}

/** All that became of a service and of what refers to it. */
export interface ComposedService extends SealedService {
  readonly plans: readonly OfferingPlan[];
  /** What becomes part of a snapshot: its expositions, and what they offer. */
  readonly objects: readonly LocatedObject[];
  /** Some script calls tools of another service. */
  readonly crosses: boolean;
}

const sealedStage = stage<Kept<SealedService>>('seal service');
const accessStage = stage<Kept<LocatedObject | undefined>>('seal access');
const credentialStage = stage<Kept<LocatedObject | undefined>>('seal credential');
const offerStage = stage<Kept<Offer>>('offer');

/** Stages *compose*, *lint* and *seal* for one service. */
export function composeService(
  imported: ImportedService,
  use: ServiceUse,
  context: Context,
): ComposedService {
  context.work.servicesComposed++;
  const service = remember(sealedStage, imported, [use.artifacts], context, (own) =>
    sealService(imported, use.artifacts, own),
  );
  const offers = new Map<BoundPlan, Offer>();
  for (const plan of use.plans)
    offers.set(
      plan,
      remember(offerStage, plan, [service], context, (own) => makeOffer(plan, service, own)),
    );
  const plans = [...offers].map(([plan, offer]) => ({ plan, offer }));
  checkOwnTools(service, plans, context);
  lintService(service, plans, use, context);
  const used = new Set<Offer>();
  const expositions = use.expositions.map((exposition) => {
    const offer = offers.get(exposition.plan) as Offer;
    used.add(offer);
    return sealExposition(exposition, offer, context);
  });
  const access = plans
    .filter(({ offer }) => used.has(offer))
    .flatMap(
      ({ plan, offer }) => remember(accessStage, plan, [offer], context, () => sealAccess(plan, offer)) ?? [],
    );
  const credentials = plans
    .filter(({ offer }) => used.has(offer))
    .flatMap(({ plan }) => remember(credentialStage, plan, [], context, () => sealCredential(plan)) ?? []);
  const objects = [...expositions, ...access, ...credentials, ...neededObjects(service, [...used], context)];
  return { ...service, plans, objects, crosses: crossesServices(service) };
}

function sealService(
  imported: ImportedService,
  attached: readonly AttachedArtifact[],
  context: Context,
): SealedService {
  const { service } = imported;
  context.report(...concerning(service.manifest, imported));
  checkSelection(service.manifest, imported, [], context);
  return {
    imported,
    artifacts: attached.map((artifact) => sealArtifact(artifact, imported, context)),
  };
}

function makeOffer(plan: BoundPlan, { imported, artifacts }: SealedService, context: Context): Offer {
  checkSelection(plan.manifest, imported, customToolsOf(artifacts), context);
  const offer = offerOf(plan, imported, artifacts);
  const operations = offer.tools.filter(({ part }) => part === undefined);
  const attached = attachedOf(artifacts);
  const byTool = new Map(operations.map(({ name, operation }) => [name, operation]));
  checkArtifactsOfPlan(plan, attached, byTool, context);
  const custom = customToolsOf(artifacts).map((name) => ({ name, operation: name }));
  const known = [...imported.tools, ...custom];
  checkResourcesOfPlan(plan, attached, { offered: offer.tools, known, isRead: imported.isRead }, context);
  return offer;
}

function customToolsOf(artifacts: readonly SealedArtifact[]): string[] {
  return artifacts.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'tool').map(({ key }) => key));
}

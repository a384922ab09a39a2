import type { ManifestOf } from '../../manifest/index.ts';
import type { Bound, BoundPlan, BoundService } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { lint } from '../rules/lint.ts';
import { type ImportedService, importedService } from '../stages/import-service.ts';
import type { SpecReading } from '../stages/import-spec.ts';
import { type SealedArtifact, sealArtifact } from '../stages/seal-artifact.ts';
import { sealExposition } from '../stages/seal-exposition.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import { checkArtifactsOfPlan } from './artifacts.ts';
import { checkTools } from './check-tools.ts';
import { neededObjects } from './needed.ts';
import { type Offer, offerOf } from './offer.ts';
import { checkResourcesOfPlan } from './resources-of-plan.ts';
import { checkSelection, concerning } from './select.ts';

/** A service with its tools, and its attached artifacts. */
export interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

const serviceStage = stage<Kept<SealedService>>('seal service');
const offerStage = stage<Kept<Offer>>('offer');

/** Stages *compose*, *lint* and *seal*. Only what an exposition offers becomes part of a snapshot. */
export function compose(
  bound: Bound,
  readings: ReadonlyMap<ManifestOf<'Service'>, SpecReading>,
  context: Context,
): readonly LocatedObject[] {
  const services = new Map<string, SealedService>();
  for (const service of bound.services) {
    const imported = importedService(service, readings.get(service.manifest)?.sealed, context);
    services.set(
      service.id,
      remember(serviceStage, imported, [], context, (own) => sealService(imported, own)),
    );
  }
  const offers = new Map<BoundPlan, Offer>();
  for (const plan of bound.plans) {
    const service = services.get(plan.service.id) as SealedService;
    offers.set(
      plan,
      remember(offerStage, plan, [service], context, (own) => makeOffer(plan, service, own)),
    );
  }

  checkTools(services, offers, context);
  const serviceOf = ({ id }: BoundService): SealedService => services.get(id) as SealedService;
  const offerFor = (plan: BoundPlan): Offer => offers.get(plan) as Offer;
  lint({ bound, serviceOf, offerOf: offerFor }, context);

  const used = new Set<Offer>();
  const expositions = bound.expositions.map((exposition) => {
    const offer = offerFor(exposition.plan);
    used.add(offer);
    return sealExposition(exposition, bound.organization, offer, context);
  });
  return [...expositions, ...neededObjects([...used], services, context)];
}

function sealService(imported: ImportedService, context: Context): SealedService {
  const { service } = imported;
  context.report(...concerning(service.manifest, imported));
  checkSelection(service.manifest, imported, [], context);
  return {
    imported,
    artifacts: service.artifacts.map((artifact) => sealArtifact(artifact, imported, context)),
  };
}

function makeOffer(plan: BoundPlan, { imported, artifacts }: SealedService, context: Context): Offer {
  checkSelection(plan.manifest, imported, customToolsOf(artifacts), context);
  const offer = offerOf(plan, imported, artifacts);
  const operations = offer.tools.filter(({ part }) => part === undefined);
  checkArtifactsOfPlan(plan, new Map(operations.map(({ name, operation }) => [name, operation])), context);
  const custom = customToolsOf(artifacts).map((name) => ({ name, operation: name }));
  const known = [...imported.tools, ...custom];
  checkResourcesOfPlan(plan, { offered: offer.tools, known, isRead: imported.isRead }, context);
  return offer;
}

function customToolsOf(artifacts: readonly SealedArtifact[]): string[] {
  return artifacts.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'tool').map(({ key }) => key));
}

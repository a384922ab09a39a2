import type { Id } from '../../snapshot/index.ts';
import type { BoundPlan } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';
import type { Offer } from './offer.ts';
import { checkFilteredTools } from './output-filters/check-tools.ts';

interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

interface PlanOffer {
  readonly plan: BoundPlan;
  readonly offer: Offer;
}

const toolsStage = stage<Kept<void>>('check tools');

/** Reports what artifacts say of tools that are not theirs, where all tools and all offers are known. */
export function checkTools(
  services: ReadonlyMap<Id, SealedService>,
  offers: ReadonlyMap<BoundPlan, Offer>,
  context: Context,
): void {
  const plansOf = new Map<Id, PlanOffer[]>();
  for (const [plan, offer] of offers) {
    const known = plansOf.get(plan.service.id);
    if (known === undefined) plansOf.set(plan.service.id, [{ plan, offer }]);
    else known.push({ plan, offer });
  }
  for (const [id, service] of services) {
    if (!service.artifacts.some(({ artifact }) => artifact.kind === 'ToolsOutputFilters')) continue;
    const plans = plansOf.get(id) ?? [];
    const inputs = plans.map(({ offer }) => offer);
    remember(toolsStage, service, inputs, context, (own) => checkFilteredTools({ ...service, plans }, own));
  }
}

import type { Id } from '../../snapshot/index.ts';
import type { AttachedArtifact, BoundPlan } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';
import type { Offer } from './offer.ts';
import { checkFilteredTools } from './output-filters/check-tools.ts';
import type { Scripted } from './scripts/check-script.ts';
import { checkScriptedTools } from './scripts/check-tools.ts';

interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

interface PlanOffer {
  readonly plan: BoundPlan;
  readonly offer: Offer;
}

const filtersStage = stage<Kept<void>>('check filtered tools');
const scriptsStage = stage<Kept<void>>('check scripted tools');

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
  const all = [...services].map(([id, service]) => ({ ...service, plans: plansOf.get(id) ?? [] }));
  for (const [id, service] of services) {
    const custom = service.artifacts.map(({ artifact }) => artifact);
    const own = { ...service, plans: plansOf.get(id) ?? [] };
    const offered = own.plans.map(({ offer }) => offer);
    if (custom.some(({ kind }) => kind === 'ToolsOutputFilters'))
      remember(filtersStage, service, offered, context, (each) => checkFilteredTools(own, each));
    const scripts = custom.flatMap(scriptsOf);
    if (scripts.length === 0) continue;
    const crosses = scripts.some(({ tools }) => tools.some((tool) => tool.service !== undefined));
    const inputs = crosses ? [...services.values(), ...offers.values()] : offered;
    remember(scriptsStage, service, inputs, context, (each) => checkScriptedTools(own, all, each));
  }
}

function scriptsOf(artifact: AttachedArtifact): Scripted[] {
  if (artifact.kind !== 'CustomTools') return [];
  return Object.values(artifact.spec.customTools).filter((item) => item.script !== undefined);
}

import type { Diagnostic } from '../../kernel/index.ts';
import type { BoundPlan } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { placeKey } from '../stages/place-key.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';
import type { Offer } from './offer.ts';
import { checkFilteredTools } from './output-filters/check-tools.ts';

interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

/**
 * Reports what artifacts say of tools that are not theirs, where all tools and all offers are known: once per
 * content of the service, its artifacts and its plans.
 */
export function checkTools(
  plans: readonly BoundPlan[],
  services: ReadonlyMap<string, SealedService>,
  offers: ReadonlyMap<BoundPlan, Offer>,
  read: ReadTree,
  context: Context,
): void {
  const plansOf = new Map<string, { plan: BoundPlan; offer: Offer }[]>();
  for (const plan of plans) {
    const offer = offers.get(plan);
    if (offer === undefined) continue;
    const ofService = plansOf.get(plan.service.id) ?? [];
    ofService.push({ plan, offer });
    plansOf.set(plan.service.id, ofService);
  }
  for (const [id, { imported, artifacts }] of services) {
    if (!artifacts.some(({ artifact }) => artifact.kind === 'ToolsOutputFilters')) continue;
    const ofService = plansOf.get(id) ?? [];
    const planKeys = ofService.map(({ plan, offer }) => `${placeKey(plan.manifest, read)} ${offer.key}`);
    const key = ['tools', id, ...artifacts.map((artifact) => artifact.key), ...planKeys].join(' ');
    let found = context.memo.get(key) as readonly Diagnostic[] | undefined;
    if (found === undefined) {
      const diagnostics: Diagnostic[] = [];
      const report = (...more: readonly Diagnostic[]): void => void diagnostics.push(...more);
      checkFilteredTools({ imported, artifacts, plans: ofService }, { report });
      found = diagnostics;
      context.memo.set(key, found);
    }
    context.report(...found);
  }
}

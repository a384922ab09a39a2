import type { ManifestOf } from '../../manifest/index.ts';
import type { Bound } from '../bind/bound.ts';
import { noUse } from '../bind/uses.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { isIncomplete, lintManifests, lintTree, lintUses } from '../rules/lint.ts';
import { importedService } from '../stages/import-service.ts';
import type { SpecReading } from '../stages/import-spec.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import { checkCrossingTools } from './check-tools.ts';
import { type ComposedService, composeService } from './compose-service.ts';

const serviceStage = stage<Kept<ComposedService>>('compose service');

/**
 * Stages *compose*, *lint* and *seal*: what each service becomes, made again when the service or something that refers
 * to it changes. Only what an exposition offers becomes part of a snapshot.
 */
export function compose(
  bound: Bound,
  readings: ReadonlyMap<ManifestOf<'Service'>, SpecReading>,
  context: Context,
): readonly (readonly LocatedObject[])[] {
  const services = bound.services.map((service) => {
    const imported = importedService(service, readings.get(service.manifest)?.sealed, context);
    const use = bound.uses.get(service.id) ?? noUse;
    return remember(
      serviceStage,
      imported,
      [use],
      context,
      (own): ComposedService => composeService(imported, use, own),
    );
  });
  checkCrossingTools(services, context);
  lintManifests(bound, context);
  const incomplete = isIncomplete(bound, context);
  lintUses(bound, incomplete, context);
  lintTree(bound, incomplete, context);
  return services.map(({ objects }) => objects);
}

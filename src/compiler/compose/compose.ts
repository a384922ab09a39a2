import type { Bound } from '../bind/bound.ts';
import { noUse } from '../bind/uses.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import { isIncomplete, lintManifests, lintTree, lintUses } from '../rules/lint.ts';
import { importService, knownImport, type LocatedObject } from '../stages/import-service.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { checkCrossingTools } from './check-tools.ts';
import { type ComposedService, composeService } from './compose-service.ts';

const serviceStage = stage<Kept<ComposedService>>('compose service');

/**
 * Stages *import*, *compose*, *lint* and *seal*: what each service becomes, made again when the service or something
 * that refers to it changes. Only what an exposition offers becomes part of a snapshot.
 */
export async function compose(
  bound: Bound,
  read: ReadTree,
  context: Context,
): Promise<readonly (readonly LocatedObject[])[]> {
  const services: ComposedService[] = [];
  for (const service of bound.services) {
    const imported = knownImport(service, read, context) ?? (await importService(service, read, context));
    const use = bound.uses.get(service.id) ?? noUse;
    const inputs = [use.plans, use.expositions, use.groups];
    services.push(
      remember(serviceStage, imported, inputs, context, (own) => composeService(imported, use, own)),
    );
  }
  checkCrossingTools(services, context);
  lintManifests(bound, context);
  const incomplete = isIncomplete(bound, context);
  lintUses(bound, incomplete, context);
  lintTree(bound, incomplete, context);
  return services.map(({ objects }) => objects);
}

import { coordinates } from '../bind/bound.ts';
import type { AttachedArtifact } from '../bind/manifests.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { ComposedService, OfferingPlan, SealedService } from './compose-service.ts';
import { checkFilteredTools } from './output-filters/check-tools.ts';
import type { Scripted } from './scripts/check-script.ts';
import { checkScriptedTools } from './scripts/check-tools.ts';

const toolsStage = stage<Kept<void>>('check tools');
const scriptsStage = stage<Kept<void>>('check scripts across services');

/** Reports what artifacts say of tools of their service that cannot be so. */
export function checkOwnTools(
  service: SealedService,
  plans: readonly OfferingPlan[],
  context: Context,
): void {
  const offers = plans.map(({ offer }) => offer);
  const tools = { ...service, plans };
  remember(toolsStage, service, offers, context, (own) => {
    if (service.artifacts.some(({ artifact }) => artifact.kind === 'ToolsOutputFilters'))
      checkFilteredTools(tools, own);
    if (hasScripts(service) && !crossesServices(service)) checkScriptedTools(tools, [tools], own);
  });
}

/** The same for the scripts that call tools of other services; it depends on what those offer, too. */
export function checkCrossingTools(services: readonly ComposedService[], context: Context): void {
  const crossing = services.filter(({ crosses }) => crosses);
  if (crossing.length === 0) return;
  const byName = new Map(services.map((service) => [coordinates(service.imported.service), service]));
  for (const service of crossing) {
    const called = namedServices(service).map((name) => byName.get(name));
    // Of a name that none has, the hint depends on all that there are.
    const inputs = called.includes(undefined) ? services : called;
    remember(scriptsStage, service, inputs, context, (own) => checkScriptedTools(service, services, own));
  }
}

function hasScripts({ artifacts }: SealedService): boolean {
  return artifacts.some(({ artifact }) => scriptsOf(artifact).length > 0);
}

/** Whether some script declares a tool of another service. */
export function crossesServices(service: SealedService): boolean {
  return namedServices(service).length > 0;
}

/** The services that scripts name. */
function namedServices({ artifacts }: SealedService): string[] {
  return artifacts.flatMap(({ artifact }) =>
    scriptsOf(artifact).flatMap(({ tools }) =>
      tools.flatMap(({ service }) => (service === undefined ? [] : [service])),
    ),
  );
}

function scriptsOf(artifact: AttachedArtifact): Scripted[] {
  if (artifact.kind !== 'CustomTools') return [];
  return Object.values(artifact.spec.customTools).filter((item) => item.script !== undefined);
}

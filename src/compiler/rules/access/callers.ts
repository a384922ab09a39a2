import type { OfferedTool } from '../../compose/offer.ts';
import type { SealedTool } from '../../stages/seal-spec.ts';
import { hostOf, isLoopback, isProduction } from '../backend/hosts.ts';
import type { ExpositionSubject, PlanSubject } from '../subjects.ts';

/** Whether anybody who reaches the endpoint may call it. `apiKey: false` says that this is meant. */
export function accessOf({ plan }: PlanSubject): 'open' | 'open on purpose' | 'protected' {
  const { apiKey, oauth2Configuration } = plan.manifest.spec;
  if (oauth2Configuration !== undefined || (apiKey !== undefined && apiKey !== false)) return 'protected';
  return apiKey === false ? 'open on purpose' : 'open';
}

/** A backend on the same machine is for trying things out, unless the group says that it is production. */
export function isTrial({ plan, group }: ExpositionSubject): boolean {
  const host = hostOf(plan.manifest.spec.backendEndpoint);
  return host === undefined || (isLoopback(host) && !isProduction(group));
}

/** What a tool does to the backend; of a custom tool, what the tools that it calls do. */
export function effectOf(tool: OfferedTool, subject: PlanSubject): 'reads' | 'writes' | 'destroys' {
  const effects = [tool, ...calledBy(tool, subject)].map(({ facts }) => facts);
  if (effects.some(({ destructive }) => destructive === true)) return 'destroys';
  if (tool.facts.readOnly === true) return 'reads';
  const [, ...called] = effects;
  return called.length > 0 && called.every(({ readOnly }) => readOnly === true) ? 'reads' : 'writes';
}

/** The tools of the same service that a custom tool calls. */
export function calledBy({ part }: OfferedTool, { imported }: PlanSubject): readonly SealedTool[] {
  const call = part?.object.call;
  if (call?.protocol === 'tool') return imported.tools.filter(({ object }) => object === call.target);
  if (call?.protocol !== 'script') return [];
  const names = new Set(call.tools.filter(({ service }) => service === undefined).map(({ tool }) => tool));
  return imported.tools.filter(({ name }) => names.has(name));
}

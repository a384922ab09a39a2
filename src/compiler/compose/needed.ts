import { entryKey } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import type { SealedService } from './compose-service.ts';
import type { Offer } from './offer.ts';

const neededStage = stage<Kept<readonly LocatedObject[]>>('needed');
const needsStage = stage<Kept<ReadonlySet<string>>>('needs');

/** Of all objects of a service those that its offers need: they need none of another service. */
export function neededObjects(
  service: SealedService,
  offers: readonly Offer[],
  context: Context,
): readonly LocatedObject[] {
  return remember(neededStage, service, offers, context, (own) => objectsOf(service, offers, own));
}

function objectsOf(
  { imported, artifacts }: SealedService,
  offers: readonly Offer[],
  context: Context,
): LocatedObject[] {
  const needed = offers.map((offer) => remember(needsStage, offer, [], context, () => needsOf(offer)));
  if (needed.length === 0) return [];
  const parts = artifacts.flatMap((artifact) => artifact.parts.map(({ located }) => located));
  return [...imported.objects, ...parts].filter(({ object }) => {
    const key = entryKey(object);
    return needed.some((keys) => keys.has(key));
  });
}

/** Keys of the objects that an offer needs. */
function needsOf({ tools, prompts, resources, filters }: Offer): Set<string> {
  const needs = new Set<string>();
  for (const tool of tools) for (const key of tool.needs) needs.add(key);
  for (const part of [...prompts, ...resources, ...filters]) needs.add(entryKey(part.located.object));
  return needs;
}

import { entryKey } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';
import type { SealedService } from './compose.ts';
import type { Offer } from './offer.ts';

/** Keys of the objects that an offer needs, by the service that they belong to. */
type Needs = ReadonlyMap<string, ReadonlySet<string>>;

const needsStage = stage<Kept<Needs>>('needs');
const neededStage = stage<Kept<readonly LocatedObject[]>>('needed');

/** Of all objects of the services, by id, those that an offer needs. */
export function neededObjects(
  offers: readonly Offer[],
  services: ReadonlyMap<string, SealedService>,
  context: Context,
): LocatedObject[] {
  const wanted = new Map<string, ReadonlySet<string>[]>();
  for (const offer of offers)
    for (const [service, keys] of remember(needsStage, offer, [], context, () => needsOf(offer))) {
      const others = wanted.get(service);
      if (others === undefined) wanted.set(service, [keys]);
      else others.push(keys);
    }
  const objects: LocatedObject[] = [];
  for (const [id, service] of services) {
    const keys = wanted.get(id);
    if (keys === undefined) continue;
    for (const object of remember(neededStage, service, [keys], context, () => objectsOf(service, keys)))
      objects.push(object);
  }
  return objects;
}

function needsOf({ tools, prompts, resources, filters }: Offer): Needs {
  const needs = new Map<string, Set<string>>();
  const add = (key: string): void => {
    const service = key.slice(key.indexOf(' ') + 1, key.indexOf('/'));
    const others = needs.get(service);
    if (others === undefined) needs.set(service, new Set([key]));
    else others.add(key);
  };
  for (const tool of tools) for (const key of tool.needs) add(key);
  for (const part of [...prompts, ...resources, ...filters]) add(entryKey(part.located.object));
  return needs;
}

function objectsOf(
  { imported, artifacts }: SealedService,
  needed: readonly ReadonlySet<string>[],
): LocatedObject[] {
  const parts = artifacts.flatMap((artifact) => artifact.parts.map(({ located }) => located));
  return [...imported.objects, ...parts].filter(({ object }) => {
    const key = entryKey(object);
    return needed.some((keys) => keys.has(key));
  });
}

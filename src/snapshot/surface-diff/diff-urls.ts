import { electedByGroup, idUrl, nameUrl, serviceUrl } from '../elections.ts';
import type { ExpositionObject } from '../objects/exposition.ts';
import { changeOf, type SurfaceChange } from './change.ts';
import type { Detail } from './change-kind.ts';
import type { ChangeName } from './change-kinds.ts';

type Expositions = ReadonlyMap<string, ExpositionObject>;
type Since = ReadonlyMap<string, number> | undefined;

/** A URL that another exposition answers than before. */
export interface MovedUrl {
  readonly url: string;
  readonly was: ExpositionObject;
  readonly is: ExpositionObject;
}

export interface UrlChanges {
  readonly changes: readonly SurfaceChange[];
  readonly moved: readonly MovedUrl[];
}

/**
 * What happens to the URLs of endpoints. Each exposition has one by its id, a readable one if it has a name, and, on
 * the gateways of its group, that of its service while it is elected.
 */
export function diffUrls(sides: {
  old: Expositions;
  now: Expositions;
  oldSince: Since;
  newSince: Since;
}): UrlChanges {
  const changes: SurfaceChange[] = [];
  const moved: MovedUrl[] = [];
  const note = (kind: ChangeName, at: ExpositionObject, detail: Detail): void => {
    const name = at.name ?? at.id;
    changes.push(
      changeOf(kind, detail, { about: 'endpoint', name, object: { kind: 'exposition', name: at.id } }),
    );
  };
  noteEndpoints(sides, note, moved);
  noteServices(sides, note, moved);
  return { changes, moved };
}

type NoteAt = (kind: ChangeName, at: ExpositionObject, detail: Detail) => void;

function noteEndpoints(
  { old, now }: { old: Expositions; now: Expositions },
  note: NoteAt,
  moved: MovedUrl[],
): void {
  const oldNames = byName(old);
  const newNames = byName(now);
  for (const is of now.values()) {
    const was = old.get(is.id);
    const url = nameUrl(is);
    const holder = url === undefined ? undefined : oldNames.get(url);
    if (url !== undefined && holder !== undefined && holder.id !== is.id) {
      note('endpoint-url-moved', is, { path: url, was: shown(holder), is: shown(is) });
      moved.push({ url, was: holder, is });
    } else if (was === undefined) note('endpoint-added', is, { path: url ?? idUrl(is), is: offerOf(is) });
    else if (url !== undefined && holder === undefined) note('endpoint-url-gained', is, { path: url });
  }
  for (const was of old.values()) {
    const url = nameUrl(was);
    const isHeld = url !== undefined && newNames.has(url);
    if (now.has(was.id)) {
      if (url !== undefined && !isHeld) note('endpoint-url-lost', now.get(was.id) ?? was, { path: url });
    } else if (isHeld) note('endpoint-url-lost', newNames.get(url) ?? was, { path: idUrl(was) });
    else note('endpoint-removed', was, { path: url === undefined ? idUrl(was) : `${url} and ${idUrl(was)}` });
  }
}

/** Elections, as the gateways of each group by itself hold them. */
function noteServices(
  { old, now, oldSince, newSince }: { old: Expositions; now: Expositions; oldSince: Since; newSince: Since },
  note: NoteAt,
  moved: MovedUrl[],
): void {
  const before = electedByGroup([...old.values()], oldSince);
  const after = electedByGroup([...now.values()], newSince);
  for (const [key, was] of before) {
    // An exposition whose id is the same on another group: the group has another name.
    const is = after.get(key) ?? after.get(`${now.get(was.id)?.group} ${serviceUrl(was)}`);
    const path = serviceUrl(was);
    if (is === undefined) note('service-url-lost', was, { path, was: was.group });
    else if (is.id !== was.id) {
      note('service-url-moved', is, { path, was: shown(was), is: shown(is) });
      moved.push({ url: path, was, is });
    }
  }
}

function byName(expositions: Expositions): Map<string, ExpositionObject> {
  return new Map(
    [...expositions.values()].flatMap((exposition) => {
      const url = nameUrl(exposition);
      return url === undefined ? [] : [[url, exposition] as const];
    }),
  );
}

/** `orders (Orders:1.0/all on group default)`. */
function shown({ id, name, service, plan, group }: ExpositionObject): string {
  return `${name ?? id} (${service.name}:${service.version}/${plan.name} on group ${group})`;
}

function offerOf({ tools, prompts = [], resources = [] }: ExpositionObject): string {
  const parts = [
    [tools.length, 'tool'],
    [prompts.length, 'prompt'],
    [resources.length, 'resource'],
  ] as const;
  const offered = parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}${number === 1 ? '' : 's'}`);
  return offered.length === 0 ? 'nothing to offer' : offered.join(', ');
}

import type { Log } from '../../kernel/index.ts';
import { shortDigest, type ViewHeader, type ViewServer } from '../../snapshot/index.ts';
import { type BuiltView, buildView } from './build.ts';
import type { Route, Surface, SurfaceChange, Surfaces } from './surface.ts';

export interface Served {
  readonly surfaces: Surfaces;
  readonly server: ViewServer;
  /** Header of the view that is served. */
  header(): ViewHeader | undefined;
}

type Shown = Pick<BuiltView, 'surfaces' | 'elections'>;

const nothing: Shown = { surfaces: new Map(), elections: new Map() };

/** Where a path leads: a surface by its id. */
interface Place {
  readonly id: string;
  readonly preferred: string | undefined;
}

/** What a gateway serves: built beside it, then swapped in one step. */
export function servedViews(log: Log): Served {
  const listeners = new Set<(change: SurfaceChange) => void>();
  let latest: BuiltView | undefined;
  let current = nothing;
  let index = indexOf(nothing);
  let header: ViewHeader | undefined;

  function swap(built: BuiltView, next: ViewHeader): void {
    const change = changeOf(current, built);
    if (!sameRoutes(current, built)) index = indexOf(built);
    current = built;
    header = next;
    logChange(change, next.revision, log);
    for (const listener of listeners) listener(change);
  }

  function routeTo(place: Place | undefined): Route | undefined {
    const built = place && current.surfaces.get(place.id);
    return built && { surface: built.surface, preferred: place.preferred };
  }

  return {
    surfaces: {
      byId: (id) => current.surfaces.get(id)?.surface,
      all: () => [...current.surfaces.values()].map(({ surface }) => surface),
      elected: (service) => {
        const [id] = current.elections.get(service) ?? [];
        return id === undefined ? undefined : current.surfaces.get(id)?.surface;
      },
      route: (segments) => routeTo(index.get(JSON.stringify(segments))),
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    server: {
      build: async (view) => {
        const built = await buildView(view, latest);
        if (!('surfaces' in built)) return { type: 'rejected', permanent: true, findings: built };
        latest = built;
        log.debug('view built', { view: shortDigest(view.header.view), ...built.work });
        return { type: 'staged', staged: { swap: () => swap(built, view.header) } };
      },
    },
    header: () => header,
  };
}

/** Whether all paths lead where they led: expositions and elections are the same. */
function sameRoutes(before: Shown, after: Shown): boolean {
  if (before.elections !== after.elections || before.surfaces.size !== after.surfaces.size) return false;
  for (const [id, { surface }] of after.surfaces)
    if (before.surfaces.get(id)?.surface.exposition !== surface.exposition) return false;
  return true;
}

/** Every path that leads to a surface: by id, by name, and by service and version. */
function indexOf({ surfaces, elections }: Shown): Map<string, Place> {
  const index = new Map<string, Place>();
  for (const [id, { surface }] of surfaces) {
    const { organization, name } = surface.exposition;
    index.set(JSON.stringify([id]), { id, preferred: undefined });
    if (name !== undefined) index.set(JSON.stringify([organization, name]), { id, preferred: undefined });
  }
  for (const [id] of elections.values()) {
    const surface = id === undefined ? undefined : surfaces.get(id)?.surface;
    if (id === undefined || surface === undefined) continue;
    const { organization, name, service } = surface.exposition;
    const preferred = name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`;
    index.set(JSON.stringify([organization, service.name, service.version]), { id, preferred });
  }
  return index;
}

function changeOf(before: Shown, after: Shown): SurfaceChange {
  const added: Surface[] = [];
  const updated: { before: Surface; after: Surface }[] = [];
  for (const [id, built] of after.surfaces) {
    const old = before.surfaces.get(id);
    if (old === undefined) added.push(built.surface);
    else if (old !== built && !isSame(old.surface, built.surface))
      updated.push({ before: old.surface, after: built.surface });
  }
  const removed = [...before.surfaces].filter(([id]) => !after.surfaces.has(id));
  return { added, removed: removed.map(([, { surface }]) => surface), updated };
}

/** A tool that did not change is the same object. */
function isSame(a: Surface, b: Surface): boolean {
  if (a.digest !== b.digest || a.artifactsDigest !== b.artifactsDigest || a.tools.size !== b.tools.size)
    return false;
  return [...a.tools.values()].every((tool) => b.tools.get(tool.name) === tool);
}

function logChange({ added, removed, updated }: SurfaceChange, revision: number, log: Log): void {
  for (const surface of added) log.info('exposition added', { ...factsOf(surface), revision });
  for (const { after } of updated) log.info('exposition updated', { ...factsOf(after), revision });
  for (const surface of removed) log.info('exposition removed', { ...factsOf(surface), revision });
}

function factsOf({ id, exposition, tools }: Surface): Record<string, unknown> {
  const { organization, name } = exposition;
  const endpoint = name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`;
  return { endpoint, tools: tools.size };
}

import type { Log } from '../../kernel/index.ts';
import type { ViewHeader, ViewServer } from '../../snapshot/index.ts';
import { type BuildCache, type BuiltView, buildView } from './build.ts';
import type { Route, Surface, SurfaceChange, Surfaces } from './surface.ts';

export interface Served {
  readonly surfaces: Surfaces;
  readonly server: ViewServer;
  /** Header of the view that is served. */
  header(): ViewHeader | undefined;
}

const nothing: BuiltView = { surfaces: new Map(), elections: new Map() };

/** What a gateway serves: built beside it, then swapped in one step. */
export function servedViews(log: Log): Served {
  const cache: BuildCache = { tools: new Map(), opened: new Map() };
  const listeners = new Set<(change: SurfaceChange) => void>();
  let current = nothing;
  let index = indexOf(nothing);
  let header: ViewHeader | undefined;

  function swap(built: BuiltView, next: ViewHeader): void {
    const change = changeOf(current, built);
    current = built;
    index = indexOf(built);
    header = next;
    logChange(change, log);
    for (const listener of listeners) listener(change);
  }

  return {
    surfaces: {
      byId: (id) => current.surfaces.get(id),
      all: () => [...current.surfaces.values()],
      elected: (service) => {
        const [id] = current.elections.get(service) ?? [];
        return id === undefined ? undefined : current.surfaces.get(id);
      },
      route: (segments) => index.get(JSON.stringify(segments)),
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    server: {
      build: async (view) => {
        const built = await buildView(view, cache);
        if (Array.isArray(built)) return { type: 'rejected', permanent: true, findings: built };
        return { type: 'staged', staged: { swap: () => swap(built as BuiltView, view.header) } };
      },
    },
    header: () => header,
  };
}

/** Every path that leads to a surface: by id, by name, and by service and version. */
function indexOf({ surfaces, elections }: BuiltView): Map<string, Route> {
  const index = new Map<string, Route>();
  for (const surface of surfaces.values()) {
    const { organization, name } = surface.exposition;
    index.set(JSON.stringify([surface.id]), { surface, preferred: undefined });
    if (name !== undefined)
      index.set(JSON.stringify([organization, name]), { surface, preferred: undefined });
  }
  for (const [elected] of elections.values()) {
    const surface = elected === undefined ? undefined : surfaces.get(elected);
    if (surface === undefined) continue;
    const { organization, name, service } = surface.exposition;
    const preferred = name === undefined ? `/mcp/${surface.id}` : `/mcp/${organization}/${name}`;
    index.set(JSON.stringify([organization, service.name, service.version]), { surface, preferred });
  }
  return index;
}

function changeOf(before: BuiltView, after: BuiltView): SurfaceChange {
  const added: Surface[] = [];
  const updated: { before: Surface; after: Surface }[] = [];
  for (const [id, surface] of after.surfaces) {
    const old = before.surfaces.get(id);
    if (old === undefined) added.push(surface);
    else if (!isSame(old, surface)) updated.push({ before: old, after: surface });
  }
  const removed = [...before.surfaces.values()].filter(({ id }) => !after.surfaces.has(id));
  return { added, removed, updated };
}

/** A tool that did not change is the same object. */
function isSame(a: Surface, b: Surface): boolean {
  if (a.digest !== b.digest || a.artifactsDigest !== b.artifactsDigest || a.tools.size !== b.tools.size)
    return false;
  return [...a.tools.values()].every((tool) => b.tools.get(tool.name) === tool);
}

function logChange({ added, removed, updated }: SurfaceChange, log: Log): void {
  for (const surface of added) log.info('exposition added', factsOf(surface));
  for (const { after } of updated) log.info('exposition updated', factsOf(after));
  for (const surface of removed) log.info('exposition removed', factsOf(surface));
}

function factsOf({ id, exposition, tools, revision }: Surface): Record<string, unknown> {
  const { organization, name } = exposition;
  const endpoint = name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`;
  return { endpoint, tools: tools.size, revision };
}

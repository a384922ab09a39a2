import type { Announced, SurfaceChange } from '../surface/surface.ts';
import type { McpCore } from './core.ts';
import { sameAccess } from './streams/refuse-stream.ts';

const lists: readonly Announced[] = ['tools', 'prompts', 'resources'];

/**
 * Tells open streams what a swap means for them: a client hears `list_changed` exactly when that list of it changed. The
 * streams of a removed surface end, and so do those of one whose access changed, since they were let in by the
 * old rules; their clients connect again. Returns the way to stop.
 */
export function followSurfaces(core: McpCore): () => void {
  return core.surfaces.onChange((change: SurfaceChange) => {
    const ended = new Set(change.removed.map((surface) => surface.id));
    for (const { before, after } of change.updated) {
      if (!sameAccess(before, after)) ended.add(after.id);
      else
        for (const list of lists)
          if (before.listDigests[list] !== after.listDigests[list]) core.streams.listChanged(after.id, list);
    }
    if (ended.size > 0) core.streams.end((topic) => ended.has(topic.surfaceId));
  });
}

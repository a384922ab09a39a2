import type { SurfaceChange } from '../surface/surface.ts';
import type { McpCore } from './core.ts';
import { sameAccess } from './streams/refuse-stream.ts';

/**
 * Tells open streams what a swap means for them: a client hears `list_changed` exactly when its tools changed. The
 * streams of a removed surface end, and so do those of one whose access changed, since they were let in by the
 * old rules; their clients connect again. Returns the way to stop.
 */
export function followSurfaces(core: McpCore): () => void {
  return core.surfaces.onChange((change: SurfaceChange) => {
    const ended = new Set(change.removed.map((surface) => surface.id));
    for (const { before, after } of change.updated) {
      if (!sameAccess(before.exposition, after.exposition)) ended.add(after.id);
      else if (before.toolsDigest !== after.toolsDigest) core.streams.toolsChanged(after.id);
    }
    if (ended.size > 0) core.streams.end((topic) => ended.has(topic.surfaceId));
  });
}

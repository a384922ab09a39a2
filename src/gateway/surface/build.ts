import { entryKey, type Finding, type View } from '../../snapshot/index.ts';
import { type BuiltSurface, buildSurface, isCurrent, type SurfaceParts } from './build-surface.ts';
import { type BuiltTools, buildTools } from './build-tools.ts';
import { nextTurn, type OpenedView, openView } from './open-view.ts';

/** Everything that a view offers, ready to be served. */
export interface BuiltView {
  /** By the id of the exposition. */
  readonly surfaces: ReadonlyMap<string, BuiltSurface>;
  /** Service id → exposition ids, the elected one first; the very map of the view before when none changed. */
  readonly elections: ReadonlyMap<string, readonly string[]>;
  readonly tools: BuiltTools;
  readonly opened: OpenedView;
  /** What was made for this view, and not taken from the one before. */
  readonly work: {
    readonly objectsRead: number;
    readonly toolsBuilt: number;
    readonly surfacesBuilt: number;
  };
}

/** Surfaces built between two turns of the event loop. */
const slice = 64;

/**
 * A view, or why it cannot be built, object by object. What did not change since the view that was built before is
 * taken from it: a change of one tool costs that tool and the surfaces that have it.
 */
export async function buildView(
  view: View,
  before: BuiltView | undefined,
): Promise<BuiltView | readonly Finding[]> {
  const opened = await openView(view, before?.opened);
  if (!('get' in opened)) return opened;
  const tools = await buildTools(opened, before);
  const parts: SurfaceParts = { tools, opened };
  const changed = new Set(opened.changed.keys());
  for (const name of tools.built) changed.add(entryKey({ kind: 'tool', name }));
  const surfaces = new Map<string, BuiltSurface>();
  let built = 0;
  for (const source of opened.all('exposition').values()) {
    const known = before?.surfaces.get(source.object.id);
    if (known !== undefined && isCurrent(known, changed)) surfaces.set(source.object.id, known);
    else {
      surfaces.set(source.object.id, await buildSurface(source, parts));
      if (++built % slice === 0) await nextTurn();
    }
  }
  const elections = electionsOf(opened, before);
  const work = { objectsRead: opened.read, toolsBuilt: tools.built.size, surfacesBuilt: built };
  return { surfaces, elections, tools, opened, work };
}

function electionsOf(opened: OpenedView, before: BuiltView | undefined): BuiltView['elections'] {
  const all = opened.all('election');
  if (before !== undefined && before.opened.all('election') === all) return before.elections;
  return new Map([...all].map(([name, { object }]) => [name, object.expositions.map(({ id }) => id)]));
}

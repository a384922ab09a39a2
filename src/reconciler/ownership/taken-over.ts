import { compareEntries, type SurfaceSide } from '../../snapshot/index.ts';
import type { PlanSide } from '../plan/plan-side.ts';
import { noSide } from '../plan/plan-side.ts';
import { adoptsOf, closure, expositionsIn, madeOf, manifestsOf, type OtherSource } from './holdings.ts';

/** What a head takes over from another source: manifests, and the expositions among them by id. */
export interface TakenOver {
  readonly source: string;
  readonly manifests: readonly string[];
  readonly expositions: ReadonlyMap<string, number>;
}

export function takenOver(head: SurfaceSide, others: readonly OtherSource[]): TakenOver[] {
  const own = manifestsOf(head);
  const adopts = adoptsOf(head);
  const ids = new Set(expositionsIn(head).map(({ id }) => id));
  return others.flatMap(({ source, side }) => {
    if (!adopts.has(source)) return [];
    const manifests = [...manifestsOf(side)].filter((manifest) => own.has(manifest));
    if (manifests.length === 0) return [];
    const taken = new Set(manifests);
    const expositions = new Map(
      side.entries.flatMap(({ kind, name, digest }) =>
        kind === 'exposition' && ids.has(name) && taken.has(madeOf(side.open('exposition', digest))[0])
          ? [[name, side.since?.get(name) ?? 0] as const]
          : [],
      ),
    );
    return [{ source, manifests, expositions }];
  });
}

/**
 * What is deployed of all that a head will own: its base, and what it takes over. A plan on top of it says what
 * becomes of endpoints that are there already, instead of calling them new.
 */
export function withTakenOver(
  base: PlanSide | undefined,
  head: SurfaceSide,
  others: readonly OtherSource[],
): PlanSide {
  const own = base ?? noSide;
  let { entries } = own;
  const since = new Map(own.since);
  const openers = new Map<string, SurfaceSide['open']>();
  for (const { source, manifests, expositions } of takenOver(head, others)) {
    const side = others.find((other) => other.source === source)?.side ?? noSide;
    const taken = new Set(manifests);
    const control = side.entries.filter(
      ({ kind, name }) =>
        (kind === 'manifest' && taken.has(name)) ||
        (kind === 'group' && taken.has(`GatewayGroup/${name}`)) ||
        (kind === 'policy' && taken.has(`Policy/${name}`)),
    );
    const roots = side.entries.filter(({ kind, name }) => kind === 'exposition' && expositions.has(name));
    const known = new Set(entries.map(({ kind, name }) => `${kind} ${name}`));
    const added = [...control, ...closure(roots, side)].filter(
      ({ kind, name }) => !known.has(`${kind} ${name}`),
    );
    for (const { digest } of added) openers.set(digest, side.open);
    for (const [id, sequence] of expositions) since.set(id, sequence);
    entries = [...entries, ...added].sort(compareEntries);
  }
  if (openers.size === 0) return own;
  return { ...own, entries, since, open: (kind, digest) => (openers.get(digest) ?? own.open)(kind, digest) };
}

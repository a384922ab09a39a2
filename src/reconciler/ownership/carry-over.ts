import {
  compareEntries,
  type Entry,
  type ExpositionObject,
  type SealedObject,
  type SurfaceSide,
  seal,
} from '../../snapshot/index.ts';
import { closure, expositionsIn, groupsOf, madeOf, manifestsOf, renamedIn } from './holdings.ts';

/** A head with what has to stay deployed though its tree lacks it. */
export interface CarriedOver {
  readonly entries: readonly Entry[];
  /** What was carried over, as it is deployed. */
  readonly kept: readonly Entry[];
  /** Objects that are in neither side: summaries that say that they were kept. */
  readonly made: readonly SealedObject[];
}

/**
 * Carries over what is deployed with `keepOnDelete` and missing in the head, with all that it refers to. What the
 * tree does declare is taken as it declares it.
 */
export function carryOver(base: SurfaceSide, head: SurfaceSide): CarriedOver {
  const declared = new Set([...manifestsOf(head), ...renamedIn(base, head)]);
  const summaries = new Map(
    base.entries.flatMap((entry) => (entry.kind === 'manifest' ? [[entry.name, entry]] : [])),
  );
  const staying = new Set<string>();
  for (const [name, { digest }] of summaries)
    if (!declared.has(name) && base.open('manifest', digest).keepOnDelete === true) staying.add(name);
  if (staying.size === 0) return { entries: head.entries, kept: [], made: [] };

  const expositions = expositionsIn(base).filter((each) => staying.has(madeOf(each)[0]));
  for (const name of neededBy(staying, expositions, summaries, base))
    if (!declared.has(name)) staying.add(name);

  const ids = new Set(expositions.map(({ id }) => id));
  const roots = base.entries.filter(
    ({ kind, name }) =>
      (kind === 'exposition' && ids.has(name)) || (kind === 'group' && staying.has(`GatewayGroup/${name}`)),
  );
  const known = new Set(head.entries.map(({ kind, name }) => `${kind} ${name}`));
  const kept = closure(roots, base).filter(({ kind, name }) => !known.has(`${kind} ${name}`));
  const made = [...staying].flatMap((name) => {
    const summary = summaries.get(name);
    return summary === undefined
      ? []
      : [seal('manifest', name, { ...base.open('manifest', summary.digest), kept: true })];
  });
  const marked = made.map(({ kind, name, digest }) => ({ kind, name, digest }));
  return { entries: [...head.entries, ...kept, ...marked].sort(compareEntries), kept, made };
}

/** What manifests refer to: those that an exposition is made of, and the Service of everything on one. */
function neededBy(
  staying: ReadonlySet<string>,
  expositions: readonly ExpositionObject[],
  summaries: ReadonlyMap<string, Entry>,
  base: SurfaceSide,
): string[] {
  const groups = groupsOf(base);
  const ofExpositions = expositions
    .flatMap(madeOf)
    .filter((name) => !name.startsWith('GatewayGroup/') || groups.has(name.slice('GatewayGroup/'.length)));
  const services = [...staying].flatMap((name) => {
    const rest = name.slice(name.indexOf('/') + 1);
    return rest.includes('/') ? [`Service/${rest.slice(0, rest.indexOf('/'))}`] : [];
  });
  return [...ofExpositions, ...services].filter((name) => summaries.has(name));
}

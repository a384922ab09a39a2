import {
  cachingOpener,
  listBytes,
  listDigest,
  type Opener,
  type Origin,
  type SealedObject,
  sealProvenance,
} from '../../snapshot/index.ts';
import type { PlanSide } from '../plan/plan-side.ts';
import { carryOver } from './carry-over.ts';
import { adoptsOf, manifestsOf, type OtherSource, withoutManifests } from './holdings.ts';

/** What a tree comes to beside the other sources of its organization, and over what is deployed. */
export interface ResolvedHead {
  readonly side: PlanSide & { readonly provenance: string };
  /** What has to be uploaded besides the objects of the tree. */
  readonly made: readonly { readonly digest: string; readonly bytes: Uint8Array }[];
  /** What the tree declares and another source took over: it is not this one's any more. */
  readonly released: readonly Released[];
}

export interface Released {
  readonly kind: string;
  readonly name: string;
  /** The source that has it now. */
  readonly source: string;
}

export interface ResolveInput {
  readonly base: PlanSide | undefined;
  readonly head: PlanSide & { readonly provenance: string };
  readonly others: readonly OtherSource[];
  /** `<kind>/<name>` of what others took over from this source → who. */
  readonly takenBy: ReadonlyMap<string, string>;
}

/** A head is what its tree declares, without what others took over, and with what has to be kept. Pure. */
export function resolveHead({ base, head, others, takenBy }: ResolveInput): ResolvedHead {
  const released = releasedOf(head, others, takenBy);
  const own = withoutManifests(head, new Set(released.map(({ kind, name }) => `${kind}/${name}`)));
  const { entries, kept, made } =
    base === undefined ? { entries: own.entries, kept: [], made: [] } : carryOver(base, own);
  const list = entries === head.entries ? [] : [{ digest: listDigest(entries), bytes: listBytes(entries) }];
  if (base === undefined || kept.length + made.length === 0)
    return { side: { ...own, entries }, made: list, released };

  const carried = new Set([...kept, ...made].map(({ kind, name }) => `${kind} ${name}`));
  const origin: PlanSide['origin'] = (kind, name) =>
    carried.has(`${kind} ${name}`) ? base.origin(kind, name) : head.origin(kind, name);
  const origins = entries.flatMap(({ kind, name }): Origin[] => {
    const found = origin(kind, name);
    return found === undefined ? [] : [found];
  });
  const provenance = sealProvenance(origins);
  const side = {
    ...own,
    entries,
    origin,
    provenance: provenance.digest,
    open: openerOf(made, kept, base, head),
  };
  return { side, made: [...made, ...list, provenance], released };
}

/** Opens each object where it is at hand. */
function openerOf(
  made: readonly SealedObject[],
  kept: readonly { readonly digest: string }[],
  base: PlanSide,
  head: PlanSide,
): Opener {
  const bytes = new Map(made.map((object) => [object.digest, object.bytes]));
  const openMade = cachingOpener((digest) => bytes.get(digest) as Uint8Array);
  const fromBase = new Set(kept.map(({ digest }) => digest));
  return (kind, digest) => {
    if (bytes.has(digest)) return openMade(kind, digest);
    return (fromBase.has(digest) ? base : head).open(kind, digest);
  };
}

function releasedOf(
  head: PlanSide,
  others: readonly OtherSource[],
  takenBy: ReadonlyMap<string, string>,
): Released[] {
  if (takenBy.size === 0) return [];
  const adopts = adoptsOf(head);
  const held = new Map(others.map(({ source, side }) => [source, manifestsOf(side)]));
  return [...manifestsOf(head)].flatMap((manifest) => {
    const source = takenBy.get(manifest);
    if (source === undefined || adopts.has(source) || held.get(source)?.has(manifest) !== true) return [];
    const slash = manifest.indexOf('/');
    return [{ kind: manifest.slice(0, slash), name: manifest.slice(slash + 1), source }];
  });
}

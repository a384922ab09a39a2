import {
  type ArtifactKind,
  isArtifactKind,
  type Kind,
  type Manifest,
  type ManifestOf,
} from '../../manifest/index.ts';
import { joined, type Runs } from '../runs.ts';
import { grouped } from './grouped.ts';

/** The manifests of a tree in the order of their files. Most edits leave all runs but one as they are. */
export type Manifests = Runs<Manifest>;

export type AttachedArtifact = Extract<Manifest, { readonly kind: ArtifactKind }>;

/** The manifests of one kind, in the order of all. */
export function manifestsOf<K extends Kind>(manifests: Manifests, kind: K): readonly ManifestOf<K>[] {
  return listOf(manifests, kind) as readonly ManifestOf<K>[];
}

export function attachedArtifacts(manifests: Manifests): readonly AttachedArtifact[] {
  return listOf(manifests, 'attached') as readonly AttachedArtifact[];
}

/** Those that say which organization they belong to, or what they were called before. */
export function annotatedManifests(manifests: Manifests): readonly Manifest[] {
  return listOf(manifests, 'annotated');
}

export function isAttached(manifest: Manifest): manifest is AttachedArtifact {
  return isArtifactKind(manifest.kind);
}

/** The manifests that none of the items was made from: mostly none, which is seen without a look at any. */
export function manifestsBesides<M extends Manifest>(
  items: readonly { readonly manifest: M }[],
  manifests: readonly M[],
): readonly M[] {
  if (manifests.length === items.length) return [];
  const known = new Set(items.map(({ manifest }) => manifest));
  return manifests.filter((manifest) => !known.has(manifest));
}

/** The annotation by which a manifest says which organization it belongs to. */
export const organizationAnnotation = 'reshapr.io/organization';

interface SortedOut {
  readonly byKind: ReadonlyMap<Kind, readonly Manifest[]>;
  readonly attached: readonly AttachedArtifact[];
  readonly annotated: readonly Manifest[];
}

type List = Kind | Exclude<keyof SortedOut, 'byKind'>;

const none: readonly Manifest[] = [];

/** The manifests of a list, and what each run has of them. */
interface Collected {
  readonly list: readonly Manifest[];
  readonly pieces: readonly (readonly Manifest[])[];
}

// What is in them follows from their keys: it is put together once, since many stages ask for it.
const runs = new WeakMap<readonly Manifest[], SortedOut>();
const lists = new WeakMap<Manifests, Map<List, Collected>>();

/** Gives a tree the lists of the tree before that are the same in it, as the same arrays. */
export function carryLists(before: Manifests, manifests: Manifests): void {
  if (before === manifests) return;
  const carried = [...(lists.get(before) ?? [])].filter(([list, { pieces }]) => {
    const now = piecesOf(manifests, list).filter((piece) => piece.length > 0);
    return now.length === pieces.length && now.every((piece, at) => piece === pieces[at]);
  });
  lists.set(manifests, new Map(carried));
}

function sortedOut(run: readonly Manifest[]): SortedOut {
  let found = runs.get(run);
  if (found === undefined) {
    found = {
      byKind: grouped(run, ({ kind }) => kind),
      attached: run.filter(isAttached),
      annotated: run.filter(
        ({ annotations, renamedFrom }) =>
          renamedFrom !== undefined || annotations[organizationAnnotation] !== undefined,
      ),
    };
    runs.set(run, found);
  }
  return found;
}

function listOf(manifests: Manifests, list: List): readonly Manifest[] {
  let known = lists.get(manifests);
  if (known === undefined) {
    known = new Map();
    lists.set(manifests, known);
  }
  let found = known.get(list);
  if (found === undefined) {
    const pieces = piecesOf(manifests, list).filter((piece) => piece.length > 0);
    found = { list: joined(pieces), pieces };
    known.set(list, found);
  }
  return found.list;
}

function piecesOf(manifests: Manifests, list: List): (readonly Manifest[])[] {
  return manifests.map((run) => {
    const sorted = sortedOut(run);
    return list === 'attached' || list === 'annotated' ? sorted[list] : (sorted.byKind.get(list) ?? none);
  });
}

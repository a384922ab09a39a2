import type { RevisionRecord } from '../store/records.ts';

/** A manifest that one source took over from another. */
export interface Taking {
  readonly by: string;
  /** Of the revision that did it. Heads of the former owner that are older still hold it, without effect. */
  readonly sequence: number;
}

type Taken = ReadonlyMap<string, ReadonlyMap<string, Taking>>;

/** What was taken over from whom, after one more revision. A rollback to before it gives back what was taken. */
export function takenAfter(
  before: Taken,
  {
    source,
    sequence = 0,
    restores,
    adopted = [],
  }: Pick<RevisionRecord, 'source' | 'restores' | 'adopted'> & { readonly sequence?: number },
): Taken {
  const returned = restores === undefined ? before : withoutLater(before, source, restores);
  if (adopted.length === 0) return returned;
  const after = new Map(returned);
  for (const { source: owner, manifests } of adopted) {
    const taken = new Map(after.get(owner));
    for (const manifest of manifests) taken.set(manifest, { by: source, sequence });
    after.set(owner, taken);
  }
  return after;
}

/** What a head of a source holds no more, since others took it over after that head. */
export function goneFrom(
  taken: Taken,
  { source, sequence }: Pick<RevisionRecord, 'source' | 'sequence'>,
): Set<string> {
  const own = taken.get(source) ?? new Map<string, Taking>();
  return new Set([...own].flatMap(([manifest, taking]) => (taking.sequence > sequence ? [manifest] : [])));
}

function withoutLater(before: Taken, source: string, restored: number): Taken {
  return new Map(
    [...before].map(([owner, taken]) => [
      owner,
      new Map([...taken].filter(([, { by, sequence }]) => by !== source || sequence <= restored)),
    ]),
  );
}

import { problem } from '../../kernel/index.ts';
import {
  digestOf,
  type Entry,
  isObjectKind,
  openObject,
  openProvenance,
  parseList,
  referencesOf,
  type SnapshotList,
} from '../../snapshot/index.ts';
import { parseManifestList } from '../deploy/manifest-list.ts';
import type { Store } from '../store/store.ts';
import { uploadRefused } from './problems.ts';

/** Reads the bytes of an object, which the caller has stored. */
export type ReadObject = (digest: string) => Promise<Uint8Array | undefined>;

/**
 * Checks what somebody uploaded before anything is made of it: the list is what its digest says, every object
 * is there and fits the schema of its kind, and everything that objects refer to is in the set.
 */
export async function checkUploaded(
  snapshot: string,
  provenance: string,
  read: ReadObject,
): Promise<SnapshotList & { readonly bytes: ReadonlyMap<string, Uint8Array> }> {
  const listed = await read(snapshot);
  if (listed === undefined || digestOf(listed) !== snapshot)
    throw refused('the list of the snapshot is missing');
  const entries = parse('the list of the snapshot', () => parseList(listed));
  const origins = await read(provenance);
  if (origins === undefined) throw refused('the provenance is missing');
  parse('the provenance', () => openProvenance(origins));

  const bytes = new Map<string, Uint8Array>();
  const names = new Set(entries.map(({ kind, name }) => `${kind} ${name}`));
  for (const entry of entries) {
    const object = await read(entry.digest);
    if (object === undefined) throw refused(`${entry.kind} ${entry.name} is missing`);
    bytes.set(entry.digest, object);
    for (const reference of parse(`${entry.kind} ${entry.name}`, () => references(entry, object)))
      if (!names.has(reference))
        throw refused(`${entry.kind} ${entry.name} refers to ${reference}, which is missing`);
  }
  return { digest: snapshot, entries, bytes };
}

/** Checks that the files which a snapshot was compiled from are there, where they are said to be. */
export async function checkManifests(
  manifests: string,
  store: Pick<Store, 'object' | 'missing'>,
): Promise<void> {
  const listed = await store.object(manifests);
  if (listed === undefined) throw refused('the list of manifests is missing');
  const files = parse('the list of manifests', () => parseManifestList(listed));
  const missing = await store.missing(files.map(([, digest]) => digest));
  if (missing.length > 0) throw refused('the text of a manifest is missing');
}

/** What an object refers to, by kind and name; throws when it does not fit its kind. */
function references({ kind, name }: Entry, bytes: Uint8Array): string[] {
  if (!isObjectKind(kind)) throw new Error('this kind is not known');
  if (kind === 'election') throw new Error('elections are made by the control plane');
  return referencesOf(name, openObject(kind, bytes)).map((needed) => `${needed.kind} ${needed.name}`);
}

function parse<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refused(`${what} is malformed`, error);
  }
}

function refused(why: string, cause?: unknown): Error {
  return problem(uploadRefused, { why }, { cause });
}

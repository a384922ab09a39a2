import type { PlanSide } from '../../reconciler/index.ts';
import { cachingOpener, openProvenance } from '../../snapshot/index.ts';
import type { Compiled } from './compile-tree.ts';

/** A snapshot that was just compiled, as one side of a plan. */
export function compiledSide({ snapshot, provenance }: Compiled): PlanSide & { readonly provenance: string } {
  const bytes = new Map(snapshot.objects.map((object) => [object.digest, object.bytes]));
  return {
    entries: snapshot.objects.map(({ kind, name, digest }) => ({ kind, name, digest })),
    open: cachingOpener((digest) => bytes.get(digest) as Uint8Array),
    origin: openProvenance(provenance.bytes),
    provenance: provenance.digest,
  };
}

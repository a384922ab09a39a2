import type { CompiledHead } from '../../reconciler/index.ts';
import { objectsOf } from '../plan/plan-tree.ts';
import type { Compiled } from './compile-tree.ts';
import { compiledSide } from './compiled-side.ts';

/** A compiled tree in the form that a control plane in the same process takes it. */
export function compiledHead(compiled: Compiled): CompiledHead {
  const { snapshot, provenance } = compiled;
  return {
    organization: snapshot.organization,
    source: snapshot.source,
    snapshot: { digest: snapshot.digest, side: compiledSide(compiled) },
    provenance: provenance.digest,
    objects: [...objectsOf(compiled)].map(([digest, bytes]) => ({ digest, bytes })),
  };
}

import type { CompiledHead } from '../../reconciler/index.ts';
import { objectsOf } from '../plan/plan-tree.ts';
import type { Compiled } from './compile-tree.ts';
import { compiledSide } from './compiled-side.ts';
import type { ManifestFiles } from './manifest-files.ts';

/** A compiled tree in the form that a control plane in the same process takes it; with what it was compiled from. */
export function compiledHead(compiled: Compiled, files?: ManifestFiles): CompiledHead {
  const { snapshot, provenance } = compiled;
  return {
    organization: snapshot.organization,
    source: snapshot.source,
    snapshot: { digest: snapshot.digest, side: compiledSide(compiled) },
    provenance: provenance.digest,
    ...(files === undefined ? {} : { manifests: files.list }),
    objects: [...objectsOf(compiled), ...(files?.objects ?? [])].map(([digest, bytes]) => ({
      digest,
      bytes,
    })),
  };
}

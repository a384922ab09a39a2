import type { SourceTree } from '../../kernel/index.ts';
import { yamlComments } from '../../manifest/index.ts';
import { manifestListBytes } from '../../reconciler/index.ts';
import { digestOf, openProvenance } from '../../snapshot/index.ts';
import type { Compiled } from './compile-tree.ts';

/** What a tree was compiled from, as it is kept beside its revision. */
export interface ManifestFiles {
  /** Digest of the list of paths and digests. */
  readonly list: string;
  /** The list and the texts, by digest. */
  readonly objects: ReadonlyMap<string, Uint8Array>;
}

/**
 * The files of all manifests of a compiled tree. Without their comments: what a person notes there is in git, and may
 * be nobody's business elsewhere.
 */
export async function manifestFiles(
  tree: SourceTree,
  { snapshot, provenance }: Compiled,
): Promise<ManifestFiles> {
  const origin = openProvenance(provenance.bytes);
  const paths = new Set<string>();
  for (const { kind, name } of snapshot.objects) {
    const file = kind === 'manifest' ? origin(kind, name)?.file : undefined;
    if (file !== undefined) paths.add(file);
  }
  const objects = new Map<string, Uint8Array>();
  const files: [string, string][] = [];
  for (const path of [...paths].sort()) {
    const bytes = Buffer.from(withoutComments(path, Buffer.from(await tree.read(path)).toString('utf8')));
    const digest = digestOf(bytes);
    objects.set(digest, bytes);
    files.push([path, digest]);
  }
  const listed = manifestListBytes(files);
  const list = digestOf(listed);
  return { list, objects: objects.set(list, listed) };
}

/** JSON has none. */
function withoutComments(path: string, text: string): string {
  if (path.endsWith('.json') || !text.includes('#')) return text;
  let kept = '';
  let end = 0;
  for (const comment of yamlComments(text)) {
    kept += text.slice(end, comment.offset);
    end = comment.offset + comment.text.length;
  }
  return kept + text.slice(end);
}

import type { Diagnostic, TreeFile } from '../../kernel/index.ts';
import type { Manifest, Mistaken } from '../../manifest/index.ts';
import type { SuppressionComment } from '../suppress/comments.ts';
import { type CheckedFile, mayHoldManifests } from './check-file.ts';

/** What some files say that were checked, put together. Depends on their paths and bytes only. */
export interface ReadRun {
  readonly manifests: readonly Manifest[];
  /** Paths of the files that could hold manifests, and do not mean to. */
  readonly unclaimed: readonly string[];
  readonly suppressions: readonly (readonly [string, readonly SuppressionComment[]])[];
  readonly diagnostics: readonly Diagnostic[];
  readonly mistaken: readonly Mistaken[];
  /** Texts that could not be parsed. */
  readonly broken: readonly string[];
}

/** `checked` are those of the files that were looked at. */
export function readRun(
  files: readonly TreeFile[],
  checked: (file: TreeFile) => CheckedFile | undefined,
): ReadRun {
  const all = files.flatMap((file) => {
    const found = checked(file);
    return found === undefined ? [] : [{ path: file.path, ...found }];
  });
  return {
    manifests: all.flatMap(({ manifests }) => manifests),
    unclaimed: all.filter((file) => !file.claimed && mayHoldManifests(file)).map(({ path }) => path),
    suppressions: all.flatMap(({ path, suppressions }) =>
      suppressions.length === 0 ? [] : [[path, suppressions] as const],
    ),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    mistaken: all.flatMap(({ mistaken }) => mistaken),
    broken: all.flatMap(({ broken }) => broken ?? []),
  };
}

import type { Location, Range } from '../kernel/index.ts';
import type { ArtifactBody, ArtifactKind, ResourceKind, ResourceManifest } from './kinds/index.ts';
import type { ValuePath } from './text/located.ts';

export type SpecOf<K extends ResourceKind | ArtifactKind> = K extends ResourceKind
  ? ResourceManifest<K>['spec']
  : K extends ArtifactKind
    ? ArtifactBody<K>
    : never;

/** One manifest, checked against the schema of its kind, in one shape whichever way it was written. */
export interface ManifestOf<K extends ResourceKind | ArtifactKind> {
  readonly kind: K;
  /** `metadata.name`, or the file's name for an artifact in its bare form. */
  readonly name: string;
  readonly file: string;
  readonly range: Range;
  readonly annotations: Readonly<Record<string, string>>;
  readonly renamedFrom: string | undefined;
  readonly spec: SpecOf<K>;
  /** Where a part of `spec` stands. */
  at(path: ValuePath, part?: 'key' | 'value'): Location;
  /** Where the characters from `start` to `end` of a text of `spec` stand. */
  within(path: ValuePath, start: number, end: number): Location;
  /** Where the name stands. */
  nameAt(): Location;
}

export type Manifest = { [K in ResourceKind | ArtifactKind]: ManifestOf<K> }[ResourceKind | ArtifactKind];

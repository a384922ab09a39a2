import type { Kind, Manifest, ManifestOf } from '../../manifest/index.ts';
import { type BackendSecret, type Id, serviceNameOf } from '../../snapshot/index.ts';
import type { Runs } from '../runs.ts';
import type { SpecHead } from '../stages/import-spec.ts';
import type { Credential } from './credentials.ts';
import type { Manifests } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import type { ServiceUse } from './uses.ts';

/** A tree whose references were followed: what refers to nothing was reported and is left out. */
export interface Bound {
  readonly project: ManifestOf<'Project'>;
  readonly organization: string;
  readonly services: readonly BoundService[];
  readonly plans: readonly BoundPlan[];
  readonly expositions: readonly BoundExposition[];
  readonly groups: readonly BoundGroup[];
  readonly policies: readonly ManifestOf<'Policy'>[];
  /** By the id of a service, what refers to it. */
  readonly uses: ReadonlyMap<Id, ServiceUse>;
  /** All, in the order of their files. */
  readonly manifests: Manifests;
  /** The same by kind, each with its identity. */
  readonly named: ReadonlyMap<Kind, Runs<NamedManifest>>;
}

/** A manifest with its identity as a person writes it: `Orders API:2.1/partners`. */
export interface NamedManifest {
  readonly manifest: Manifest;
  readonly name: string;
}

export interface BoundService {
  readonly id: Id;
  readonly organization: string;
  readonly name: string;
  readonly version: string;
  readonly manifest: ManifestOf<'Service'>;
  /** What its spec is; undefined for services that have none, or one that cannot be read (that was reported). */
  readonly spec: SpecHead | undefined;
}

export interface BoundPlan {
  readonly id: Id;
  readonly name: string;
  readonly service: BoundService;
  readonly manifest: ManifestOf<'ConfigurationPlan'>;
  readonly secret: BackendSecret | undefined;
  /** What its backend is presented besides. */
  readonly credential: Credential | undefined;
  /** The manifest that the secret is defined in. */
  readonly secretManifest: ManifestOf<'SecretSource'> | undefined;
}

export interface BoundExposition {
  readonly id: Id;
  readonly plan: BoundPlan;
  readonly group: string;
  readonly name: string | undefined;
  readonly manifest: ManifestOf<'Exposition'>;
}

export interface BoundGroup {
  readonly name: string;
  readonly manifest: ManifestOf<'GatewayGroup'>;
}

/** `Orders API:2.1`. Two services never have the same. */
export const coordinates = nameOnce((service: { readonly name: string; readonly version: string }) =>
  serviceNameOf(service),
);

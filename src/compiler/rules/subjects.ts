import type { Manifest, ManifestOf } from '../../manifest/index.ts';
import type { Bound, BoundExposition, BoundGroup, BoundPlan, BoundService } from '../bind/bound.ts';
import type { ServiceUse } from '../bind/uses.ts';
import type { Offer } from '../compose/offer.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { SealedArtifact } from '../stages/seal-artifact.ts';

/** What a rule looks at, and so all that its findings depend on. The smaller, the more is remembered. */
export interface Subjects {
  /** One manifest of whatever kind. */
  readonly manifest: Manifest;
  readonly service: ServiceSubject;
  readonly plan: PlanSubject;
  readonly exposition: ExpositionSubject;
  readonly use: UseSubject;
  readonly groups: readonly BoundGroup[];
  /** Every plan that is bound. */
  readonly plans: readonly ManifestOf<'ConfigurationPlan'>[];
  readonly tree: TreeSubject;
}

export type Scope = keyof Subjects;

/** One Service and what was imported from its spec. */
export interface ServiceSubject {
  readonly service: BoundService;
  readonly imported: ImportedService;
}

/** One ConfigurationPlan, what it offers, and what it could offer. */
export interface PlanSubject {
  readonly plan: BoundPlan;
  readonly imported: ImportedService;
  /** All of its service, whichever it includes. */
  readonly artifacts: readonly SealedArtifact[];
  readonly offer: Offer;
}

/** One Exposition, its plan, and its group unless that comes from another source. */
export interface ExpositionSubject extends PlanSubject {
  readonly exposition: BoundExposition;
  readonly group: BoundGroup | undefined;
}

/** One Service with all ConfigurationPlans and Expositions of it. */
export interface UseSubject extends ServiceUse {
  readonly service: BoundService;
  /** Some manifests have mistakes, so what refers to something may be one of them. */
  readonly incomplete: boolean;
}

/** All manifests, as a few small indexes. Rules over it run on nearly every compile: they join, and open nothing. */
export interface TreeSubject {
  readonly bound: Bound;
  /** Some manifests have mistakes, so what refers to something may be one of them. */
  readonly incomplete: boolean;
}

import { type CredentialObject, seal } from '../../snapshot/index.ts';
import type { BoundPlan } from '../bind/bound.ts';
import type { LocatedObject } from '../stages/seal-spec.ts';

/** The name of the object that says what the backend of a plan is presented. */
export function credentialName({ service, id }: BoundPlan): string {
  return `${service.id}/${id}`;
}

/** The object itself; undefined where headers from references are all that there is. */
export function sealCredential(plan: BoundPlan): LocatedObject | undefined {
  if (plan.credential === undefined) return undefined;
  const value: CredentialObject = { format: 'credential@1', ...plan.credential };
  return {
    object: seal('credential', credentialName(plan), value),
    at: plan.manifest.at(['backendSecretRef']),
  };
}

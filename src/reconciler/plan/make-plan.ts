import { expositionsOf, listDigest } from '../../snapshot/index.ts';
import type { OtherSource } from '../ownership/holdings.ts';
import { judgeOwnership } from '../ownership/judge-ownership.ts';
import { withTakenOver } from '../ownership/taken-over.ts';
import { manifestChanges, surfaceChanges } from './changes.ts';
import { contextCosts } from './context.ts';
import type { Contract } from './contract.ts';
import { exposureOf } from './exposure.ts';
import type { PlanSide } from './plan-side.ts';
import { groupsUsedBy, touchedBy } from './touched.ts';

export type { PlanSide } from './plan-side.ts';

export interface PlanInput {
  readonly organization: string;
  readonly source: string;
  readonly base:
    | {
        readonly sequence: number /** Of the whole revision. */;
        readonly snapshot?: string;
        readonly side: PlanSide;
      }
    | undefined;
  readonly head: PlanSide & { readonly provenance: string };
  readonly commit: string | undefined;
  readonly compiler: string;
  /** The other sources of the organization, which nobody knows offline. Without it nothing is said of ownership. */
  readonly others?: readonly OtherSource[] | 'unknown' | undefined;
}

/** What changes from a base to a head. Pure: the CLI and the control plane come to the same contract. */
export function makePlan(input: PlanInput): Contract {
  const { organization, source, base, head, commit, compiler } = input;
  const others = typeof input.others === 'object' ? input.others : [];
  const before = withTakenOver(base?.side, head, others);
  const after = { ...head, since: sinceAfter(before, head) };
  const { expositions, shown } = touchedBy(before, after, groupsUsedBy(others));
  return {
    format: 'plan@1',
    organization,
    source,
    ...(base === undefined
      ? {}
      : { base: { sequence: base.sequence, snapshot: base.snapshot ?? listDigest(base.side.entries) } }),
    head: { snapshot: listDigest(head.entries), provenance: head.provenance },
    ...(commit === undefined ? {} : { commit }),
    compiler,
    changes: [...manifestChanges(before, after), ...surfaceChanges(before, after)],
    exposure: exposureOf(before, after, expositions),
    touched: shown,
    context: contextCosts(before, after, expositions),
    ...ownershipOf(input),
  };
}

function ownershipOf({ base, head, others }: PlanInput): Pick<Contract, 'adopted' | 'blocked' | 'kept'> {
  if (others === undefined) return { kept: [], adopted: [], blocked: [] };
  return judgeOwnership({ base: base?.side, head, others: others === 'unknown' ? undefined : others });
}

/** An exposition that stays keeps its place in elections; a new one comes last, and so is elected. */
export function sinceAfter(before: PlanSide, head: PlanSide): ReadonlyMap<string, number> {
  const old = expositionsOf(before);
  return new Map(
    [...expositionsOf(head).keys()].map((id) => [
      id,
      old.has(id) ? (before.since?.get(id) ?? 0) : Number.MAX_SAFE_INTEGER,
    ]),
  );
}

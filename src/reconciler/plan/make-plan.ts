import { expositionsOf, listDigest } from '../../snapshot/index.ts';
import { manifestChanges, surfaceChanges } from './changes.ts';
import { contextCosts } from './context.ts';
import type { Contract } from './contract.ts';
import { exposureOf } from './exposure.ts';
import { noSide, type PlanSide } from './plan-side.ts';
import { touchedBy } from './touched.ts';

export type { PlanSide } from './plan-side.ts';

export interface PlanInput {
  readonly organization: string;
  readonly source: string;
  readonly base: { readonly sequence: number; readonly side: PlanSide } | undefined;
  readonly head: PlanSide & { readonly provenance: string };
  readonly commit: string | undefined;
  readonly compiler: string;
}

/** What changes from a base to a head. Pure: the CLI and the control plane come to the same contract. */
export function makePlan({ organization, source, base, head, commit, compiler }: PlanInput): Contract {
  const before = base?.side ?? noSide;
  const after = { ...head, since: sinceAfter(before, head) };
  const { expositions, shown } = touchedBy(before, after);
  return {
    format: 'plan@1',
    organization,
    source,
    ...(base === undefined
      ? {}
      : { base: { sequence: base.sequence, snapshot: listDigest(base.side.entries) } }),
    head: { snapshot: listDigest(head.entries), provenance: head.provenance },
    ...(commit === undefined ? {} : { commit }),
    compiler,
    changes: [...manifestChanges(before, after), ...surfaceChanges(before, after)],
    exposure: exposureOf(before, after, expositions),
    touched: shown,
    context: contextCosts(before, after, expositions),
    kept: [],
    adopted: [],
    blocked: [],
  };
}

/** An exposition that stays keeps its place in elections; a new one comes last, and so is elected. */
function sinceAfter(before: PlanSide, head: PlanSide): ReadonlyMap<string, number> {
  const old = expositionsOf(before);
  return new Map(
    [...expositionsOf(head).keys()].map((id) => [
      id,
      old.has(id) ? (before.since?.get(id) ?? 0) : Number.MAX_SAFE_INTEGER,
    ]),
  );
}

import type { ControlPlane } from '../control-plane.ts';
import { sideOf } from '../deploy/apply.ts';
import { contractDigest } from '../plan/contract.ts';
import { makePlan, type PlanSide } from '../plan/make-plan.ts';
import { organizationOf, type Revision } from '../state/state.ts';

/** What a source holds at one commit, compiled. */
export interface CompiledHead {
  readonly organization: string;
  readonly source: string;
  readonly snapshot: { readonly digest: string; readonly side: PlanSide };
  readonly provenance: string;
  /** Digest of the list of files that it was compiled from; it and they are among the objects. */
  readonly manifests?: string;
  readonly objects: Iterable<{ readonly digest: string; readonly bytes: Uint8Array }>;
}

export interface ApplyHeadOptions {
  readonly commit: string | undefined;
  readonly author: string;
  readonly compiler: string;
  /** A tree without any endpoint is what is meant. */
  readonly mayRemoveAll?: boolean;
  /** Ends a rollout that is under way. */
  readonly supersede?: boolean;
  /** Milliseconds that the gateways of one wave have. */
  readonly timeoutMs?: number | undefined;
  readonly policies?: 'ignored' | undefined;
}

/** Plans and applies a compiled source in one go, for those who do not review: git sync and `dev`. */
export async function applyHead(
  plane: ControlPlane,
  head: CompiledHead,
  {
    commit,
    author,
    compiler,
    mayRemoveAll = false,
    supersede = false,
    timeoutMs,
    policies,
  }: ApplyHeadOptions,
): Promise<Revision> {
  await plane.store.putObjects(head.objects);
  const { organization, source } = head;
  const { heads, since } = organizationOf(plane.ledger.state(), organization);
  const deployed = heads.get(source);
  const contract = makePlan({
    organization,
    source,
    base:
      deployed === undefined
        ? undefined
        : {
            sequence: deployed.sequence,
            side: { ...(await sideOf(deployed, plane.store)), since: since.get(source) ?? new Map() },
          },
    head: { ...head.snapshot.side, provenance: head.provenance },
    commit,
    compiler,
  });
  return plane.apply({
    contract,
    planDigest: contractDigest(contract),
    expiresAt: undefined,
    author,
    reason: 'sync',
    manifests: head.manifests,
    confirmRemovals: mayRemoveAll ? 'any' : undefined,
    hold: false,
    supersede,
    timeoutMs,
    policies,
  });
}

import type { ControlPlane } from '../control-plane.ts';
import { type Basis, loadBasis } from '../ownership/deployed-sources.ts';
import { type ResolvedHead, resolveHead } from '../ownership/resolve-head.ts';
import { contractDigest } from '../plan/contract.ts';
import { makePlan, type PlanSide } from '../plan/make-plan.ts';
import type { Revision } from '../state/state.ts';

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
  const { basis, resolved } = await resolveCompiled(plane, head);
  if (resolved.made.length > 0) await plane.store.putObjects(resolved.made);
  const contract = makePlan({ organization, source, ...basis, head: resolved.side, commit, compiler });
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

/** What a compiled source comes to on top of what is deployed, and beside the other sources. */
export async function resolveCompiled(
  { ledger, store }: Pick<ControlPlane, 'ledger' | 'store'>,
  head: CompiledHead,
): Promise<{ readonly basis: Basis; readonly resolved: ResolvedHead }> {
  const side = { ...head.snapshot.side, provenance: head.provenance };
  const basis = await loadBasis(head, side, ledger.state(), store);
  return { basis, resolved: resolveHead({ ...basis, base: basis.base?.side, head: side }) };
}

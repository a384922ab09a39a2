import { problem } from '../../kernel/index.ts';
import { type admin, piecesOf } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';

import { contractSchema } from '../plan/contract.ts';
import { unknownRevision } from '../plan/problems.ts';
import { progressOf } from '../rollout/progress.ts';
import { organizationOf, type Revision, type Token } from '../state/state.ts';
import { invalidRequest, otherOrganization } from './problems.ts';
import { encodeRevision } from './status.ts';

/** Milliseconds that `wait` waits when the caller does not say. */
const defaultWait = 60_000;

/** Digests asked for at once. */
const digestLimit = 100_000;

export async function* applyFor(
  plane: ControlPlane,
  request: admin.ApplyRequest,
  by: Token,
  signal: AbortSignal,
): AsyncGenerator<admin.ApplyResponse> {
  const bytes = request.contract.length > 0 ? request.contract : await plane.store.object(request.planDigest);
  const contract = contractSchema.safeParse(bytes && parseJson(bytes));
  if (!contract.success) throw problem(invalidRequest, { why: 'the contract of the plan is malformed' });
  if (contract.data.organization !== by.organization)
    throw problem(otherOrganization, { wanted: contract.data.organization, own: by.organization });
  const wanted = {
    contract: contract.data,
    planDigest: request.planDigest,
    expiresAt: request.expiresAtMs === 0 ? undefined : request.expiresAtMs,
    author: by.name,
    reason: 'apply' as const,
    confirmRemovals: request.confirmRemovals === 0 ? undefined : request.confirmRemovals,
    hold: request.hold,
    supersede: request.supersede,
    manifests: request.manifests === '' ? undefined : request.manifests,
    timeoutMs: request.timeoutMs === 0 ? undefined : request.timeoutMs,
  };
  const revision = await plane.apply(wanted, signal);
  yield* progress(plane, revision, undefined, signal);
}

export async function* rollbackFor(
  plane: ControlPlane,
  request: admin.RollbackRequest,
  by: Token,
  signal: AbortSignal,
): AsyncGenerator<admin.RollbackResponse> {
  const revision = await plane.rollback({
    organization: by.organization,
    source: request.source === '' ? undefined : request.source,
    revision: request.revision === '' ? undefined : request.revision,
    author: by.name,
    timeoutMs: request.timeoutMs === 0 ? undefined : request.timeoutMs,
  });
  yield* progress(plane, revision, undefined, signal);
}

export async function* waitFor(
  plane: ControlPlane,
  request: admin.WaitRequest,
  by: Token,
  signal: AbortSignal,
): AsyncGenerator<admin.WaitResponse> {
  const { revisions } = organizationOf(plane.ledger.state(), by.organization);
  const revision = revisions.find(({ sequence }) => sequence === request.revision);
  if (revision === undefined) throw problem(unknownRevision, { revision: String(request.revision) });
  yield* progress(plane, revision, request.timeoutMs === 0 ? defaultWait : request.timeoutMs, signal);
}

async function* progress(
  plane: ControlPlane,
  revision: Revision,
  timeoutMs: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<{ progress: admin.Progress }> {
  for await (const { revision: now, gateways, state, phase, wave } of progressOf(
    plane,
    revision,
    timeoutMs,
    signal,
  ))
    yield {
      progress: {
        revision: encodeRevision(now),
        gateways: gateways.map((gateway) => ({ ...gateway, findings: [...gateway.findings] })),
        state,
        phase: phase ?? '',
        wave,
      },
    };
}

export async function* objectsFor(
  plane: ControlPlane,
  { digests }: admin.GetObjectsRequest,
  organization: string,
): AsyncGenerator<admin.GetObjectsResponse> {
  if (digests.length > digestLimit) throw problem(invalidRequest, { why: 'too many objects at once' });
  for (const digest of digests) {
    const isOwn = await plane.ownObjects.has(organization, digest);
    const bytes = isOwn ? await plane.store.object(digest) : undefined;
    if (bytes === undefined) throw problem(invalidRequest, { why: `there is no object ${digest}` });
    for (const piece of piecesOf(digest, bytes)) yield { piece };
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

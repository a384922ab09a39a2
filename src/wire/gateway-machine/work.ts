import { compareOrder, type Finding, type ViewHeader } from '../../snapshot/index.ts';
import type { ViewRef } from '../messages.ts';
import { type GatewayEffect, type Verification, viewFinding } from './events.ts';
import type { GatewayState, Work } from './state.ts';
import type { GatewayStep } from './step.ts';

/** The header was read and the list hashed: is this the view that was signed, for us, and newer than ours? */
export function onVerified(state: GatewayState, verification: Verification): GatewayStep {
  const { work } = state;
  if (work === null || work.step !== 'verify') return { state, effects: [] };
  const { header, trusted, computed } = verification;
  const idle: GatewayState = { ...state, work: null };
  const refuse = (permanent: boolean, code: string, message: string): GatewayStep =>
    rejectWork(idle, { ...work, header }, permanent, [viewFinding(code, message)]);

  if (header === null) return refuse(false, 'no-header', 'the signed header cannot be read');
  if (!trusted) return refuse(false, 'untrusted', 'no trusted key signed this view');
  if (state.organization !== null && header.organization !== state.organization)
    return refuse(true, 'foreign', `signed for organization ${header.organization}`);
  if (header.view !== computed) return refuse(false, 'mismatch', 'what was received is not what was signed');
  if (state.active !== null && compareOrder(header, state.active.ref) <= 0)
    return refuse(false, 'backwards', 'not newer than the view that is active');
  return {
    state: { ...state, work: { ...work, step: 'build', header } },
    effects: [{ type: 'build', header, entries: work.entries }],
  };
}

export function onBuilt(state: GatewayState): GatewayStep {
  const { work } = state;
  if (work?.step !== 'build' || work.header === null) return { state, effects: [] };
  const effects: GatewayEffect[] = [];
  if (work.current) effects.push(verdict(work.transaction, refOf(work.header), 'staged'));
  effects.push({ type: 'persist' });
  return { state: { ...state, work: { ...work, step: 'persist' } }, effects };
}

export function onBuildRejected(
  state: GatewayState,
  permanent: boolean,
  findings: readonly Finding[],
): GatewayStep {
  const { work } = state;
  if (work?.step !== 'build') return { state, effects: [] };
  return rejectWork({ ...state, work: null }, work, permanent, findings);
}

/** The bundle is on disk: serve it. A gateway that cannot persist does not swap. */
export function onPersisted(state: GatewayState): GatewayStep {
  const { work } = state;
  if (work?.step !== 'persist' || work.header === null) return { state, effects: [] };
  const { header, entries } = work;
  const ref = refOf(header);
  const effects: GatewayEffect[] = [{ type: 'swap', header }];
  if (work.current) effects.push(verdict(work.transaction, ref, 'active'));
  return {
    state: {
      ...state,
      active: { ref, organization: header.organization, entries },
      base: work.current ? entries : state.base,
      work: null,
    },
    effects,
  };
}

export function onPersistFailed(state: GatewayState, message: string): GatewayStep {
  const { work } = state;
  if (work?.step !== 'persist') return { state, effects: [] };
  return rejectWork({ ...state, work: null }, work, false, [viewFinding('not-persisted', message)]);
}

function rejectWork(
  state: GatewayState,
  work: Work,
  permanent: boolean,
  findings: readonly Finding[],
): GatewayStep {
  if (work.current) return reject(state, work.transaction, work.header, permanent, findings);
  return { state, effects: [{ type: 'discard' }, { type: 'rejected', permanent, findings }] };
}

/** The whole view is rejected; the gateway keeps serving its last good one. */
export function reject(
  state: GatewayState,
  transaction: number,
  header: ViewHeader | null,
  permanent: boolean,
  findings: readonly Finding[],
): GatewayStep {
  const view = header === null ? { epoch: 0, sequence: 0, digest: '' } : refOf(header);
  return {
    state,
    effects: [
      { type: 'discard' },
      { type: 'rejected', permanent, findings },
      {
        type: 'send',
        message: { type: 'verdict', transaction, view, status: 'rejected', permanent, findings },
      },
    ],
  };
}

function verdict(transaction: number, view: ViewRef, status: 'staged' | 'active'): GatewayEffect {
  return {
    type: 'send',
    message: { type: 'verdict', transaction, view, status, permanent: false, findings: [] },
  };
}

function refOf(header: ViewHeader): ViewRef {
  return { epoch: header.epoch, sequence: header.sequence, digest: header.view };
}

import { compareOrder, type Finding, type ViewHeader } from '../../snapshot/index.ts';
import { sameRef, type ViewRef } from '../messages.ts';
import { type GatewayEffect, type Verification, viewFinding } from './events.ts';
import type { GatewayState, Work } from './state.ts';
import type { GatewayStep } from './step.ts';

/** Begins with the view that waits, unless an earlier one is still on its way to effect. */
export function startWork(state: GatewayState): GatewayStep {
  const { waiting } = state;
  if (waiting === null || state.work !== null) return { state, effects: [] };
  const { transaction, envelope, entries } = waiting;
  const work: Work = { step: 'verify', transaction, current: true, entries, header: null };
  return { state: { ...state, waiting: null, work }, effects: [{ type: 'verify', envelope, entries }] };
}

/** The header was read and the list hashed: is this the view that was signed, for us, and newer than ours? */
export function onVerified(state: GatewayState, verification: Verification): GatewayStep {
  const { work, active } = state;
  if (work === null || work.step !== 'verify') return { state, effects: [] };
  const { header, trusted, computed } = verification;
  const refuse = (permanent: boolean, code: string, message: string): GatewayStep =>
    rejectWork(state, { ...work, header }, permanent, [viewFinding(code, message)]);

  if (header === null) return refuse(false, 'no-header', 'the signed header cannot be read');
  if (!trusted) return refuse(false, 'untrusted', 'no trusted key signed this view');
  if (state.organization !== null && header.organization !== state.organization)
    return refuse(true, 'foreign', `signed for organization ${header.organization}`);
  if (header.view !== computed) return refuse(false, 'mismatch', 'what was received is not what was signed');
  if (active !== null && sameRef(refOf(header), active.ref)) return alreadyActive(state, work, active.ref);
  if (active !== null && compareOrder(header, active.ref) <= 0)
    return refuse(false, 'backwards', 'not newer than the view that is active');
  return {
    state: { ...state, work: { ...work, step: 'build', header } },
    effects: [{ type: 'build', header, entries: work.entries }],
  };
}

/** The very view that is served came again, because its verdict was lost: there is nothing to do but say so. */
function alreadyActive(state: GatewayState, work: Work, ref: ViewRef): GatewayStep {
  const effects: GatewayEffect[] = [{ type: 'discard' }];
  if (work.current) effects.push(verdict(work.transaction, ref, 'active'));
  const told = work.current ? ref : state.told;
  const base = work.current ? work.entries : state.base;
  return then(effects, startWork({ ...state, work: null, told, base }));
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
  return rejectWork(state, work, permanent, findings);
}

/** The bundle is on disk: serve it. A gateway that cannot persist does not swap. */
export function onPersisted(state: GatewayState): GatewayStep {
  const { work } = state;
  if (work?.step !== 'persist' || work.header === null) return { state, effects: [] };
  const { header, entries, current } = work;
  const ref = refOf(header);
  const effects: GatewayEffect[] = [{ type: 'swap', header }];
  if (current) effects.push(verdict(work.transaction, ref, 'active'));
  const next: GatewayState = {
    ...state,
    active: { ref, organization: header.organization, entries },
    told: current ? ref : state.told,
    crashed: null,
    base: current ? entries : state.base,
    work: null,
  };
  return then(effects, startWork(next));
}

export function onPersistFailed(state: GatewayState, message: string): GatewayStep {
  const { work } = state;
  if (work?.step !== 'persist') return { state, effects: [] };
  return rejectWork(state, work, false, [viewFinding('not-persisted', message)]);
}

/** The view on its way to effect is not taken; one that waits for it has its turn. */
function rejectWork(
  state: GatewayState,
  work: Work,
  permanent: boolean,
  findings: readonly Finding[],
): GatewayStep {
  const effects: GatewayEffect[] = [{ type: 'discard' }];
  if (!work.current) effects.push({ type: 'rejected', permanent, findings });
  else effects.push(...reject(state, work.transaction, work.header, permanent, findings).effects);
  return then(effects, startWork({ ...state, work: null }));
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
      { type: 'rejected', permanent, findings },
      {
        type: 'send',
        message: {
          type: 'verdict',
          transaction,
          view,
          status: 'rejected',
          permanent,
          findings: worthTelling(findings),
        },
      },
    ],
  };
}

/** Findings that one verdict tells, and characters of each, so that no message is larger than 1 MB. */
const findingLimit = 100;
const messageLimit = 1_000;

function worthTelling(findings: readonly Finding[]): Finding[] {
  const told = findings.slice(0, findingLimit).map((finding) => ({
    ...finding,
    message: finding.message.slice(0, messageLimit),
  }));
  if (findings.length > told.length)
    told.push(viewFinding('more', `and ${findings.length - told.length} findings more`));
  return told;
}

function then(effects: readonly GatewayEffect[], step: GatewayStep): GatewayStep {
  return { state: step.state, effects: [...effects, ...step.effects] };
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

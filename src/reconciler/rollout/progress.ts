import type { ControlPlane } from '../control-plane.ts';
import { organizationOf, type Revision } from '../state/state.ts';
import { changesOf } from './changes.ts';
import {
  connectedNow,
  endedProgress,
  type GatewayProgress,
  presentProgress,
  rollingProgress,
} from './standings.ts';

export interface Progress {
  readonly revision: Revision;
  readonly gateways: readonly GatewayProgress[];
  readonly state: 'waiting' | 'complete' | 'rejected' | 'timeout' | 'unhealthy' | 'superseded';
  /** While it is waited for. */
  readonly phase: 'moving' | 'baking' | 'putting-back' | undefined;
  /** The wave that is moved or watched. */
  readonly wave: number;
}

type ProgressPlane = Pick<ControlPlane, 'ledger' | 'fleet' | 'rollouts' | 'clock'>;

/** Milliseconds that gateways which are put back are waited for. */
const patience = 15_000;

/**
 * What the gateways make of a revision, again and again until its rollout is over, or the caller's time is. Of one
 * that was rolled out before, whether the gateways that are there now serve what is deployed.
 */
export async function* progressOf(
  plane: ProgressPlane,
  { organization, sequence }: Pick<Revision, 'organization' | 'sequence'>,
  timeoutMs: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const { clock, fleet } = plane;
  const changes = changesOf(plane, organization);
  const targets = connectedNow(fleet.gateways(organization));
  let until = timeoutMs === undefined ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs;
  let rolling: Progress | undefined;
  let last = '';
  try {
    for (;;) {
      const progress = await look(plane, organization, sequence, rolling, targets);
      if (progress.revision.outcome.type === 'rolling') rolling = progress;
      else if (progress.phase === 'putting-back') until = Math.min(until, clock.now() + patience);
      const isLate = progress.state === 'waiting' && clock.now() >= until;
      const shown: Progress = isLate
        ? { ...progress, phase: undefined, state: lateState(progress) }
        : progress;
      const text = JSON.stringify({ ...shown, revision: shown.revision.outcome.type });
      if (text !== last) yield shown;
      last = text;
      if (shown.state !== 'waiting' || signal.aborted) return;
      await changes.next(Math.min(1_000, Math.max(1, until - clock.now())), signal);
    }
  } finally {
    changes.stop();
  }
}

async function look(
  plane: ProgressPlane,
  organization: string,
  sequence: number,
  rolling: Progress | undefined,
  targets: readonly string[],
): Promise<Progress> {
  const seen = await plane.rollouts.look(organization);
  // Read after waiting: it may be over by now.
  const { revisions } = organizationOf(plane.ledger.state(), organization);
  const revision = revisions.find((each) => each.sequence === sequence);
  if (revision === undefined) throw new Error(`there is no revision ${sequence}`);
  const gateways = plane.fleet.gateways(organization);
  const { outcome } = revision;
  if (outcome.type === 'rolling') {
    if (seen?.state.revision === sequence) return rollingProgress(revision, seen, gateways);
    return look(plane, organization, sequence, rolling, targets);
  }
  if (outcome.type === 'completed' && rolling === undefined)
    return presentProgress(revision, gateways, targets);
  return endedProgress(revision, outcome, gateways, rolling);
}

/** How it ends for a caller whose time is over. */
function lateState({ revision: { outcome } }: Progress): Progress['state'] {
  return outcome.type === 'failed' ? (outcome.cause ?? 'rejected') : 'timeout';
}

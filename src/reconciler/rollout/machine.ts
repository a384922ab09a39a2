import type { RolloutEndedRecord } from '../store/records.ts';
import { isMeasured, unhealthy, type Watched, watch } from './health.ts';
import type { GatewayLook } from './look.ts';

/** What one rollout is, and how far it is. What must survive a restart is in the journal: `startRollout` reads it. */
export interface RolloutState {
  readonly revision: number;
  readonly timeoutMs: number;
  readonly allAtOnce: boolean;
  /** The wave that began last; undefined before the first. */
  readonly wave: number | undefined;
  /** Gateways of all waves until now. */
  readonly moved: ReadonlySet<string>;
  /** Nothing is decided before: after a restart of the control plane gateways take a while to come back. */
  readonly notBefore: number;
  /** The control plane was restarted meanwhile and does not know what changed: it bakes. */
  readonly resumed: boolean;
  /** Since when gateways that should serve the revision do not; undefined while all do. */
  readonly waitingSince: number | undefined;
  /** When all gateways of the wave first served it: the bake begins. */
  readonly settledAt: number | undefined;
  /** Milliseconds that the wave is watched, also when those that asked for it have said goodbye since. */
  readonly bakeMs: number;
  readonly watched: ReadonlyMap<string, Watched>;
}

export type RolloutEffect =
  /** Record the wave, then tell these gateways. */
  | { readonly type: 'start-wave'; readonly wave: number; readonly gateways: readonly string[] }
  /** Record the end; unless it is completed, the gateways that moved get back what is deployed. */
  | ({ readonly type: 'end' } & Pick<RolloutEndedRecord, 'outcome' | 'cause' | 'active' | 'others'>);

export interface RolloutStep {
  readonly state: RolloutState;
  readonly effect: RolloutEffect | undefined;
}

type Cause = NonNullable<RolloutEndedRecord['cause']>;

/** A rollout as the journal has it, at a start of the control plane (`settle` in milliseconds) or at its beginning. */
export function startRollout(
  rollout: {
    readonly revision: {
      readonly sequence: number;
      readonly rollout?: { readonly timeoutMs: number; readonly allAtOnce: boolean } | undefined;
    };
    readonly waves: readonly { readonly wave: number }[];
    readonly moved: ReadonlySet<string>;
  },
  now: number,
  settle: number | undefined,
): RolloutState {
  const { revision, waves, moved } = rollout;
  if (revision.rollout === undefined) throw new Error(`revision ${revision.sequence} is not rolled out`);
  return {
    revision: revision.sequence,
    ...revision.rollout,
    wave: waves.at(-1)?.wave,
    moved,
    notBefore: now + (settle ?? 0),
    resumed: settle !== undefined,
    waitingSince: undefined,
    settledAt: undefined,
    bakeMs: 0,
    watched: new Map(),
  };
}

/**
 * What follows from a look at the gateways. Pure. Gateways of a wave have `timeoutMs` to serve the revision; then the
 * wave bakes; then the next one begins, or the rollout is completed. The first gateway that rejects the revision for
 * good, does not answer in time or fails more calls than its groups allow ends it.
 */
export function stepRollout(before: RolloutState, seen: readonly GatewayLook[], now: number): RolloutStep {
  if (now < before.notBefore) return { state: before, effect: undefined };
  const gateways = before.allAtOnce ? seen.map(inOneWave) : seen;
  // A gateway that said goodbye is not in sight, and not waited for.
  const moved = gateways.filter(({ id }) => before.moved.has(id));
  const waiting = moved.filter(({ state }) => state !== 'active' && state !== 'ahead');
  const state: RolloutState = {
    ...before,
    watched: watch(before.watched, moved, now),
    waitingSince: waiting.length === 0 ? undefined : Math.min(before.waitingSince ?? now, now),
    settledAt: waiting.length === 0 ? Math.min(before.settledAt ?? now, now) : before.settledAt,
    bakeMs: Math.max(before.bakeMs, bakeOf(before, moved)),
  };

  const rejecting = moved.filter((gateway) => gateway.state === 'rejected');
  const areOthersAwaited = state.allAtOnce && rejecting.length < waiting.length;
  if (rejecting.length > 0 && !areOthersAwaited) return fail(state, moved, 'rejected', rejecting);
  const bakeUntil = (state.settledAt ?? now) + state.bakeMs;
  const isBaked =
    state.settledAt !== undefined &&
    now >= bakeUntil &&
    moved.every((gateway) => isMeasured(gateway, state.watched.get(gateway.id), bakeUntil));
  const failing = moved.flatMap((gateway) => {
    const why = unhealthy(gateway, state.watched.get(gateway.id), isBaked);
    return why === undefined ? [] : [{ ...gateway, findings: [why] }];
  });
  if (failing.length > 0) return fail(state, moved, 'unhealthy', failing);
  if (state.waitingSince !== undefined) {
    const isLate = now - state.waitingSince >= state.timeoutMs;
    return isLate ? fail(state, moved, 'timeout', waiting) : { state, effect: undefined };
  }
  const mustBake =
    state.resumed || state.bakeMs > 0 || moved.some(({ wave, changed }) => wave === state.wave && changed);
  if (state.wave !== undefined && mustBake && !isBaked) return { state, effect: undefined };
  return advance(state, gateways, moved);
}

/** The next wave that any connected gateway is in; the end when there is none. */
function advance(
  state: RolloutState,
  gateways: readonly GatewayLook[],
  moved: readonly GatewayLook[],
): RolloutStep {
  const later = gateways.filter(
    (gateway) => gateway.connected && gateway.state !== 'ahead' && gateway.wave > (state.wave ?? -1),
  );
  if (later.length === 0)
    return { state, effect: { type: 'end', outcome: 'completed', ...verdicts(moved, []) } };
  const wave = later.reduce((least, gateway) => Math.min(least, gateway.wave), Number.POSITIVE_INFINITY);
  const ids = later.filter((gateway) => gateway.wave === wave).map(({ id }) => id);
  return {
    state: {
      ...state,
      wave,
      moved: new Set([...state.moved, ...ids]),
      resumed: false,
      settledAt: undefined,
      bakeMs: 0,
    },
    effect: { type: 'start-wave', wave, gateways: ids },
  };
}

/** Ends it. What rolls back is not rolled back itself: who does not take it keeps what it has, and is named. */
function fail(
  state: RolloutState,
  moved: readonly GatewayLook[],
  cause: Cause,
  failing: readonly GatewayLook[],
): RolloutStep {
  const outcome = state.allAtOnce ? 'completed' : 'failed';
  return { state, effect: { type: 'end', outcome, cause, ...verdicts(moved, failing) } };
}

function verdicts(
  moved: readonly GatewayLook[],
  failing: readonly GatewayLook[],
): Pick<RolloutEndedRecord, 'active' | 'others'> {
  const named = new Map(failing.map((gateway) => [gateway.id, gateway]));
  const isActive = ({ id, state }: GatewayLook): boolean => state === 'active' && !named.has(id);
  return {
    active: moved.filter(isActive).map(({ id }) => id),
    others: moved
      .filter((gateway) => !isActive(gateway))
      .map(({ id, state, findings }) => ({
        gateway: id,
        state,
        findings: [...(named.get(id)?.findings ?? findings)],
      })),
  };
}

/** Milliseconds, of the wave that began last; of those for whom something changed. */
function bakeOf({ wave, resumed }: RolloutState, moved: readonly GatewayLook[]): number {
  const own = moved.filter((each) => each.wave === wave && (resumed || each.changed));
  return own.reduce((most, { bakeMs }) => Math.max(most, bakeMs), 0);
}

function inOneWave(gateway: GatewayLook): GatewayLook {
  return { ...gateway, wave: 0, bakeMs: 0, maxErrorRate: undefined };
}

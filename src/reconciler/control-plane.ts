import type { Clock, Log, Metrics, Random } from '../kernel/index.ts';
import type { Signer } from '../snapshot/index.ts';
import type { ControlTiming, SigningKey } from '../wire/index.ts';
import { logVerdicts } from './audit/verdict-log.ts';
import { type ApplyRequest, applyPlan } from './deploy/apply.ts';
import { collectObjects, viewsInUse } from './deploy/collect.ts';
import { checkHeads } from './deploy/deployment.ts';
import { defaultHistory } from './deploy/kept.ts';
import { type OwnObjects, ownObjects } from './deploy/own-objects.ts';
import { queueByKey } from './deploy/queue.ts';
import { type RollbackRequest, rollBack } from './deploy/rollback.ts';
import { type Deployments, deploymentsOf } from './fleet/deployments.ts';
import { type Fleet, fleetOf } from './fleet/fleet.ts';
import { countFleet, countIntents, watchFleet } from './fleet/observe.ts';
import { type Rollouts, rolloutsOf } from './rollout/rollouts.ts';
import { type Ledger, openLedger } from './state/ledger.ts';
import type { Revision } from './state/state.ts';
import type { Collected, Store } from './store/store.ts';
import { type SyncBoard, syncBoard } from './sync/board.ts';
import { type TokenDesk, tokenDesk } from './tokens/desk.ts';

export interface ControlPlaneOptions {
  readonly store: Store;
  readonly signer: Signer;
  readonly timing: ControlTiming;
  readonly softwareVersion: string;
  /** Revisions of each source whose content is kept; a hundred when absent. */
  readonly history?: number | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Milliseconds between two collections of objects that nothing needs any more. */
const collectEvery = 60 * 60 * 1000;

/** Desired against observed: what is deployed, and what each gateway makes of it. */
export interface ControlPlane {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly fleet: Fleet;
  readonly tokens: TokenDesk;
  readonly deployments: Deployments;
  readonly rollouts: Rollouts;
  readonly syncs: SyncBoard;
  readonly ownObjects: OwnObjects;
  readonly clock: Clock;
  readonly random: Random;
  readonly softwareVersion: string;
  /** Revisions of each source whose content is kept. */
  readonly history: number;
  /** Records a snapshot and begins to move gateways to it; it is the head of its source once they serve it. */
  apply(request: Omit<ApplyRequest, 'synced'>, signal?: AbortSignal): Promise<Revision>;
  rollback(request: Omit<RollbackRequest, 'synced'>): Promise<Revision>;
  /** Drops objects that no kept revision and no gateway needs; done once in an hour by itself. */
  collect(): Promise<Collected>;
  /** Writes what waits to be written, before its store is closed. */
  flush(): Promise<void>;
}

export async function openControlPlane(
  options: ControlPlaneOptions,
  signal: AbortSignal,
): Promise<ControlPlane> {
  const { store, signer, timing, softwareVersion, history = defaultHistory } = options;
  const { clock, random, log, metrics } = options;
  const ledger = await openLedger(store);
  await checkHeads(ledger.state(), store);
  const deployments = deploymentsOf(ledger, store, signer, clock);
  const keys: SigningKey[] = [{ ...signer.publicKey, endorsements: [] }];
  const onIntent = countIntents(metrics);
  const fleet = fleetOf({ deployments, ledger, keys, timing, softwareVersion, onIntent, clock, log });
  const tokens = tokenDesk(ledger, clock);
  const syncs = syncBoard();
  watchFleet(fleet, log, metrics);
  const verdicts = logVerdicts(fleet, ledger, clock, log, signal);
  const count = countFleet(fleet, metrics);
  clock.every(
    1_000,
    () => {
      fleet.tick();
      count();
      refuseExpired(fleet, ledger, clock);
    },
    signal,
  );

  const inTurn = queueByKey();
  const settleMs = timing.late;
  const rollouts = rolloutsOf({ ledger, fleet, deployments, clock, log, settleMs }, signal);

  async function begun(revision: Revision): Promise<Revision> {
    log.info('revision recorded', {
      organization: revision.organization,
      revision: revision.sequence,
      source: revision.source,
      reason: revision.reason,
      author: revision.author,
      ...(revision.commit === undefined ? {} : { commit: revision.commit }),
    });
    await rollouts.advance(revision.organization);
    return revision;
  }

  async function collect(): Promise<Collected> {
    const views = viewsInUse(fleet.gateways(), deployments.remembered());
    const collected = await collectObjects(ledger.state(), store, history, views);
    if (collected.objects > 0) log.info('objects that nothing needs were dropped', { ...collected });
    return collected;
  }
  clock.every(
    collectEvery,
    () => void collect().catch((error: unknown) => log.error('objects cannot be collected', { error })),
    signal,
  );

  return {
    ledger,
    store,
    fleet,
    tokens,
    deployments,
    rollouts,
    syncs,
    ownObjects: ownObjects(ledger, store),
    clock,
    random,
    softwareVersion,
    history,
    collect,
    flush: () => verdicts.flush(),
    // In turn until its first wave has begun: with nobody to move, it is deployed by then.
    apply: (request, caller) =>
      inTurn(request.contract.organization, async () =>
        begun(
          await applyPlan(
            { ...request, synced: syncs.sources(request.contract.organization) },
            { ledger, store, clock },
            caller,
          ),
        ),
      ),
    rollback: (request) =>
      inTurn(request.organization, async () =>
        begun(
          await rollBack(
            { ...request, synced: syncs.sources(request.organization) },
            { ledger, store, clock, history },
          ),
        ),
      ),
  };
}

/** A token that expires takes its streams with it; the gateways go on serving what they have. */
function refuseExpired(fleet: Fleet, ledger: Ledger, clock: Clock): void {
  const { tokens } = ledger.state();
  const inUse = new Set(fleet.gateways().map(({ tokenId }) => tokenId));
  for (const id of inUse) {
    const token = tokens.get(id);
    if (token !== undefined && token.expiresAt <= clock.now())
      fleet.refuseToken(id, 'expired', `the API token '${token.name}' has expired`);
  }
}

import { type Clock, type Log, messageOf, problem, type Random } from '../../kernel/index.ts';
import type { BuildResult, Envelope, Feed, Staged, ViewHeader, ViewServer } from '../../snapshot/index.ts';
import {
  digestsInUse,
  type EntryList,
  type GatewayEffect,
  type GatewayEvent,
  type GatewayIdentity,
  type GatewayState,
  type GatewayTiming,
  type GroupSizes,
  type RefuseReason,
  startGateway,
  stepGateway,
  type ToGateway,
  viewFinding,
} from '../../wire/index.ts';
import { refused } from '../problems.ts';
import type { BundleStore } from './bundle-store.ts';
import { contents } from './contents.ts';
import type { FeedStatus } from './feed-status.ts';
import { lastKnownGood } from './last-known-good.ts';
import { linkTo } from './link.ts';
import { stagedLate } from './staged-late.ts';
import type { StartCounter } from './start-counter.ts';
import type { Transport } from './transport.ts';
import type { Trust } from './trust.ts';
import { verify } from './verify.ts';

export interface NativeFeedOptions {
  readonly identity: GatewayIdentity;
  readonly timing: GatewayTiming;
  readonly transport: Transport;
  readonly bundles: BundleStore;
  readonly trust: Trust;
  readonly starts: StartCounter;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Calls since the start, and those that failed by the gateway's own fault. */
  counts(): { readonly calls: number; readonly errors: number };
  onStatus(status: FeedStatus): void;
  /** How many live gateways groups have; `isFirst` when others may not be back yet. */
  onGroupSizes?(sizes: GroupSizes, isFirst: boolean): void;
}

/** Milliseconds between two looks at the clock. */
const tickInterval = 250;

const notHeld: BuildResult = {
  type: 'rejected',
  permanent: false,
  findings: [viewFinding('missing', 'an object of the view is not held any more')],
};

/** The native stream as a feed: a thin driver over the gateway's protocol machine. */
export function nativeFeed(options: NativeFeedOptions): Feed {
  return {
    run: async (server, signal) => {
      const { bundles, trust, starts, log } = options;
      const held = contents();
      const diedBefore = await starts.begin();
      const start = await lastKnownGood(bundles, trust, held, server, diedBefore, log);
      await new Promise<void>((resolve, reject) => {
        drive(options, server, held, start, signal, (error) =>
          error === undefined ? resolve() : reject(error),
        );
      });
    },
  };
}

function drive(
  options: NativeFeedOptions,
  server: ViewServer,
  held: ReturnType<typeof contents>,
  start: Awaited<ReturnType<typeof lastKnownGood>>,
  signal: AbortSignal,
  end: (error?: Error) => void,
): void {
  const { identity, timing, bundles, trust, clock, random, log } = options;
  const ended = new AbortController();
  let pending: { envelope: Envelope; entries: EntryList; header?: ViewHeader; staged?: Staged } | undefined;
  let startView = start.staged;
  let nothingDesired = false;
  let refusal: { reason: RefuseReason; message: string } | undefined;
  let survived = false;
  let persisting: Promise<void> = Promise.resolve();
  let wiped: Promise<void> = Promise.resolve();

  const first = startGateway({
    identity,
    timing,
    now: clock.now(),
    active: start.active,
    crashed: start.crashed,
  });
  let state: GatewayState = first.state;
  const link = linkTo({
    transport: options.transport,
    trust,
    held,
    log,
    onConnected: () => dispatch({ type: 'connected', now: clock.now() }),
    onMessage: take,
    onDisconnected: disconnected,
  });

  const outgoing = stagedLate(link.send);

  const queue: GatewayEvent[] = [];
  let running = false;

  /** Takes events one after the other, also those that an effect brings about at once. */
  function dispatch(event: GatewayEvent): void {
    queue.push(event);
    if (running) return;
    running = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const step = stepGateway(state, next);
      state = step.state;
      for (const effect of step.effects) perform(effect);
    }
    running = false;
    tellStatus();
  }

  function perform(effect: GatewayEffect): void {
    switch (effect.type) {
      case 'connect':
        return link.connect();
      case 'hang-up':
        log.info('connection to the control plane closed', { reason: effect.reason });
        link.hangUp();
        return disconnected();
      case 'send':
        return outgoing.send(effect.message);
      case 'verify':
        pending = { envelope: effect.envelope, entries: effect.entries };
        return dispatch({
          type: 'verified',
          now: clock.now(),
          ...verify(effect.envelope, effect.entries, trust),
        });
      case 'build':
        return void build(effect.header, effect.entries);
      case 'persist':
        persisting = persist();
        return;
      case 'swap':
        pending?.staged?.swap();
        log.info('view activated', { revision: effect.header.revision, sequence: effect.header.sequence });
        pending = undefined;
        return prune();
      case 'discard':
        pending = undefined;
        return prune();
      case 'settle':
        return settle(effect.because);
      case 'welcomed':
        refusal = undefined;
        log.info('registered with the control plane', {
          groups: effect.groups,
          organization: effect.organization,
        });
        return;
      case 'refused':
        refusal = { reason: effect.reason, message: effect.message };
        if (effect.serving) log.error('the control plane refuses this gateway; it goes on serving', refusal);
        return;
      case 'rejected':
        log.error('a view is rejected', { permanent: effect.permanent, findings: effect.findings });
        return;
      case 'wipe':
        wiped = persisting
          .then(() => bundles.wipe())
          .catch((error: unknown) => log.error('the bundles cannot be deleted', { error }));
        return;
      case 'end':
        ended.abort();
        options.transport.stop();
        // An end in order is no death: it says nothing against the bundle that this start began with.
        void Promise.all([wiped, survive()]).then(() => end(effect.ok ? undefined : faultOf(effect.message)));
        return;
    }
  }

  function disconnected(): void {
    outgoing.drop();
    dispatch({ type: 'disconnected', now: clock.now(), jitter: random.fraction() });
  }

  function take(message: ToGateway): void {
    if ((message.type === 'welcome' || message.type === 'beatAck') && message.groupSizes !== undefined)
      options.onGroupSizes?.(message.groupSizes, message.type === 'welcome');
    if (message.type === 'intent') nothingDesired = message.reason === 'nothing-desired';
    dispatch({ type: 'message', now: clock.now(), jitter: random.fraction(), message });
  }

  async function build(header: ViewHeader, entries: EntryList): Promise<void> {
    const view = { header, entries, bytesOf: held.bytesOf };
    const result = held.hasAll(entries) ? await server.build(view).catch(notBuilt) : notHeld;
    if (result.type === 'rejected') {
      const { permanent, findings } = result;
      return dispatch({ type: 'build-rejected', now: clock.now(), permanent, findings });
    }
    if (pending !== undefined) pending = { ...pending, header, staged: result.staged };
    dispatch({ type: 'built', now: clock.now() });
  }

  /** A bug, and no reason to stop serving what is good. */
  function notBuilt(error: unknown): BuildResult {
    log.error('a view cannot be built', { error });
    return { type: 'rejected', permanent: true, findings: [viewFinding('not-built', messageOf(error))] };
  }

  async function persist(): Promise<void> {
    try {
      if (pending?.header === undefined) throw new Error('nothing to persist');
      const { envelope, header, entries } = pending;
      await bundles.save({ envelope, order: header, entries, bytesOf: held.bytesOf });
      dispatch({ type: 'persisted', now: clock.now() });
    } catch (error) {
      log.error('the bundle cannot be written', { error });
      dispatch({ type: 'persist-failed', now: clock.now(), message: messageOf(error) });
    }
  }

  function settle(because: 'welcomed' | 'unreachable'): void {
    if (because === 'unreachable')
      log.warn(
        startView === undefined
          ? 'the control plane cannot be reached, and there is no last known good view: nothing is served yet'
          : 'the control plane cannot be reached: serving the last known good view',
      );
    startView?.swap();
    startView = undefined;
  }

  function prune(): void {
    held.retain(() => digestsInUse(state));
  }

  function faultOf(message: string): Error {
    return problem(refused, { reason: refusal?.message === message ? refusal.reason : '', message });
  }

  function survive(): Promise<void> {
    return options.starts
      .survived()
      .catch((error: unknown) => log.warn('the start counter stays', { error }));
  }

  function tellStatus(): void {
    const connected = state.link.state === 'open';
    const ready = state.settled && (state.active !== null || (connected && nothingDesired));
    if (ready && !survived) {
      survived = true;
      void survive();
    }
    options.onStatus({ ready, connected, refused: connected ? undefined : refusal?.message });
  }

  signal.addEventListener('abort', () => dispatch({ type: 'stop', reason: 'the gateway stops' }), {
    once: true,
  });
  clock.every(
    tickInterval,
    () => {
      outgoing.tick();
      dispatch({ type: 'tick', now: clock.now(), ...options.counts() });
    },
    ended.signal,
  );
  for (const effect of first.effects) perform(effect);
  if (signal.aborted) dispatch({ type: 'stop', reason: 'the gateway stops' });
}

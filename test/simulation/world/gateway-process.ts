import type { Envelope, Finding, ViewHeader } from '../../../src/snapshot/index.ts';
import {
  digestsInUse,
  type EntryList,
  type GatewayEffect,
  type GatewayEvent,
  type GatewayState,
} from '../../../src/wire/index.ts';
import { type Disk, writeBundle } from './disk.ts';
import { contentOf, lastKnownGood } from './kept.ts';
import type { Parcel, Stream } from './network.ts';
import { type Content, digestOfBytes, digestOfList, isSigned, readHeader } from './objects.ts';
import { formatsReadBy } from './revisions.ts';
import type { NodeClock, World } from './world.ts';

/** What a gateway is, apart from the process that runs. */
export interface GatewayHost {
  /** Two hosts may have one gateway id, by mistake. */
  readonly hostId: string;
  readonly gatewayId: string;
  readonly disk: Disk;
  readonly clock: NodeClock;
  readonly software: string;
  /** Milliseconds that a check of a view takes, and a write. */
  checkTime(): number;
  writeTime(): number;
  /** Why a view cannot be built now, and whether for good. */
  buildFault(content: Content): { permanent: boolean; findings: readonly Finding[] } | undefined;
  diskIsFull(): boolean;
  /** Undefined when the control plane cannot be reached; `closed` follows, or the silence of a black hole. */
  dial(receive: (parcel: Parcel) => void, closed: () => void): Stream | undefined;
  ended(ok: boolean): void;
}

export interface GatewayProcess {
  readonly instanceId: string;
  state(): GatewayState;
  isAlive(): boolean;
  serves(): { readonly header: ViewHeader; readonly content: Content } | undefined;
  /** SIGTERM. */
  stop(): void;
  /** SIGKILL, or the end of its host, which nobody hears of. */
  kill(quietly: boolean): void;
}

/** Milliseconds between two looks at the clock. */
const tickInterval = 2_500;

/** One run of a gateway: drives the machine as `gateway/stream/native-feed.ts` does, on simulated parts. */
export function startProcess(world: World, host: GatewayHost, instanceId: string): GatewayProcess {
  const { time, random, oracle, machines } = world;
  const { hostId, gatewayId, disk, clock } = host;
  const held = new Map<string, Uint8Array>();
  const queue: GatewayEvent[] = [];
  let running = false;
  let alive = true;
  let attempts = 0;
  let stream: Stream | undefined;
  let pending: { envelope: Envelope; entries: EntryList; content: Content | null } | undefined;
  let serving: { header: ViewHeader; content: Content } | undefined;
  let nothingDesired = false;

  const start = lastKnownGood(oracle, host);
  for (const { entry, bytes } of start.bundle?.content.values() ?? []) held.set(entry.digest, bytes);
  const first = machines.startGateway({
    identity: {
      gatewayId,
      instanceId,
      labels: {},
      fqdns: [gatewayId],
      softwareVersion: host.software,
      formats: formatsReadBy(host.software),
    },
    timing: world.gatewayTiming,
    now: clock.now(),
    active: start.active,
    crashed: start.crashed,
  });
  let state = first.state;

  function dispatch(event: GatewayEvent): void {
    if (!alive) return;
    queue.push(event);
    if (running) return;
    running = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const step = machines.stepGateway(state, next);
      state = step.state;
      for (const effect of step.effects) perform(effect);
    }
    running = false;
    const open = state.link.state === 'open';
    if (state.settled && (state.active !== null || (open && nothingDesired))) disk.starts = 0;
  }

  function later(ms: number, event: () => GatewayEvent): void {
    time.after(ms, () => dispatch(event()));
  }

  function perform(effect: GatewayEffect): void {
    switch (effect.type) {
      case 'connect':
        return connect();
      case 'hang-up':
        stream?.closeByGateway();
        stream = undefined;
        return dispatch({ type: 'disconnected', now: clock.now(), jitter: random.fraction() });
      case 'send':
        return stream?.toControl(effect.message);
      case 'verify':
        return verify(effect.envelope, effect.entries);
      case 'build':
        return build(effect.entries);
      case 'persist':
        return persist();
      case 'swap':
        return swap(effect.header);
      case 'discard':
        pending = undefined;
        return prune();
      case 'settle':
        return settle();
      case 'wipe':
        disk.bundles.splice(0);
        return oracle.forgave(hostId);
      case 'end':
        alive = false;
        // An end in order is no death, and no sign that the bundle is deadly.
        disk.starts = 0;
        return host.ended(effect.ok);
      case 'rejected':
        return world.tell(
          () => `${instanceId} rejects: ${effect.findings.map(({ code }) => code).join(' ')}`,
        );
      case 'welcomed':
      case 'refused':
        return;
    }
  }

  function connect(): void {
    const attempt = ++attempts;
    stream = host.dial(
      (parcel) => {
        if (alive && attempt === attempts) receive(parcel);
      },
      () => {
        if (attempt !== attempts) return;
        stream = undefined;
        dispatch({ type: 'disconnected', now: clock.now(), jitter: random.fraction() });
      },
    );
    later(0, () => ({ type: 'connected', now: clock.now() }));
  }

  function receive({ message, bytes }: Parcel): void {
    const now = clock.now();
    const jitter = random.fraction();
    if (message.type === 'activate') oracle.activated(instanceId, message.envelope);
    if (message.type === 'refuse' && !state.settled) oracle.refused(instanceId);
    if (message.type === 'refuse' && message.reason === 'revoked') oracle.revoked(hostId);
    if (message.type === 'intent') nothingDesired = message.reason === 'nothing-desired';
    if (message.type !== 'put') return dispatch({ type: 'message', now, jitter, message });
    const { kind, name } = message.entry;
    const digest = bytes === null ? message.entry.digest : digestOfBytes(bytes);
    if (bytes !== null && !held.has(digest)) held.set(digest, bytes);
    const put = { type: 'put', entry: { kind, name, digest }, held: held.has(digest) } as const;
    dispatch({ type: 'message', now, jitter, message: put });
  }

  function verify(envelope: Envelope, entries: EntryList): void {
    pending = { envelope, entries, content: null };
    const header = readHeader(envelope);
    const trusted = header !== null && isSigned(envelope);
    const computed = digestOfList([...entries.values()]);
    later(host.checkTime(), () => ({ type: 'verified', now: clock.now(), header, trusted, computed }));
  }

  function build(entries: EntryList): void {
    const content = contentOf(entries, held);
    const fault = content === undefined ? { permanent: false, findings: [] } : host.buildFault(content);
    later(host.checkTime(), () => {
      if (fault !== undefined) return { type: 'build-rejected', now: clock.now(), ...fault };
      if (pending !== undefined) pending = { ...pending, content: content ?? null };
      return { type: 'built', now: clock.now() };
    });
  }

  function persist(): void {
    const writing = pending;
    time.after(host.writeTime(), () => {
      if (!alive) return;
      const header = writing === undefined ? null : readHeader(writing.envelope);
      if (host.diskIsFull() || writing?.content == null || header === null)
        return dispatch({ type: 'persist-failed', now: clock.now(), message: 'no space left' });
      writeBundle(disk, { envelope: writing.envelope, header, content: writing.content, damaged: false });
      dispatch({ type: 'persisted', now: clock.now() });
    });
  }

  function swap(header: ViewHeader): void {
    world.tell(() => `${instanceId} serves ${header.epoch}.${header.sequence}`);
    const envelope = pending?.envelope ?? null;
    const content = pending?.content ?? null;
    const stored = disk.bundles[0]?.envelope ?? null;
    oracle.swapped(hostId, instanceId, { header, envelope, content, stored });
    if (content !== null) serving = { header, content };
    pending = undefined;
    prune();
  }

  function settle(): void {
    if (start.bundle === undefined) return;
    serving = start.bundle;
    const { header, content } = start.bundle;
    world.tell(() => `${instanceId} resumes ${header.epoch}.${header.sequence}`);
    oracle.resumed(hostId, instanceId, header, content);
  }

  function prune(): void {
    const needed = digestsInUse(state);
    for (const digest of held.keys()) if (!needed.has(digest)) held.delete(digest);
  }

  function tick(): void {
    if (!alive) return;
    dispatch({ type: 'tick', now: clock.now(), calls: 0, errors: 0 });
    time.after(tickInterval, tick);
  }

  for (const effect of first.effects) perform(effect);
  time.after(random.between(1, tickInterval), tick);
  return {
    instanceId,
    state: () => state,
    isAlive: () => alive,
    serves: () => serving,
    stop: () => dispatch({ type: 'stop', reason: 'the gateway stops' }),
    kill: (quietly) => {
      alive = false;
      if (quietly) stream?.sever('both');
      else stream?.cut();
    },
  };
}

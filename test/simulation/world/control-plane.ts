import { compareOrder, type Entry, type Order } from '../../../src/snapshot/index.ts';
import type {
  ControlEffect,
  ControlEvent,
  Desired,
  Hello,
  Observation,
  PeerState,
  RefuseReason,
  ToControl,
} from '../../../src/wire/index.ts';
import type { End, Stream } from './network.ts';
import { digestOfList, signed } from './objects.ts';
import { formatsIn, listFor, type Revision } from './revisions.ts';
import { type NodeClock, nodeClock, type World } from './world.ts';

/** What survives a crash. */
interface Store {
  epoch: number;
  signed: number;
  readonly revisions: Revision[];
  /** Lists of the views that were kept, by digest. */
  readonly lists: Map<string, readonly Entry[]>;
  readonly texts: Map<string, string>;
}

/** Milliseconds between two looks at the clock. */
const tickInterval = 3_000;

interface Member {
  readonly gatewayId: string;
  state: PeerState | null;
}

export interface ControlPlane {
  readonly clock: NodeClock;
  accept(stream: Stream): End<ToControl>;
  apply(revision: Revision): void;
  /** The groups of a gateway changed. */
  relabelled(): void;
  isAlive(): boolean;
  crash(quietly: boolean): void;
  start(): void;
  goodbye(): void;
  /** Goes back to what the store was some revisions ago, as from a backup. */
  restore(revisions: number): void;
  /** Starts an epoch above every one that was ever reported. */
  recover(): void;
  /** Sends away who says Hello, and who is there. */
  refuse(gatewayId: string, reason: RefuseReason | undefined): void;
  readonly trouble: { busy: boolean; slowReader: string | undefined; damaged: boolean };
  /** Every header ever signed for these groups, oldest first. */
  history(groups: readonly string[]): readonly Desired[];
  peer(gatewayId: string): PeerState | undefined;
  desiredOf(gatewayId: string): Desired | null;
  bytesOf(digest: string): Uint8Array;
}

export interface ControlPlaneOptions {
  /** A Hello is about to be handed to the machine. */
  greeting(gatewayId: string): void;
  /** It lost its memory of a gateway, or of all. */
  forgotten(gatewayId: string | undefined): void;
  groupsOf(gatewayId: string): readonly string[];
  observed(gatewayId: string, what: Observation, peer: PeerState, stream: Stream | undefined): void;
}

/** Drives a machine for each gateway as `reconciler/fleet/fleet.ts` does, on simulated parts. */
export function controlPlane(world: World, options: ControlPlaneOptions): ControlPlane {
  const { time, random, oracle, machines, controlTiming: timing } = world;
  const clock = nodeClock(time);
  let store: Store = { epoch: 1, signed: 0, revisions: [], lists: new Map(), texts: new Map() };
  const backups: Store[] = [];
  const members = new Map<string, Member>();
  const streams = new Map<number, Stream>();
  const views = new Map<string, { revision: number; desired: Desired }>();
  const histories = new Map<string, Desired[]>();
  const refusals = new Map<string, RefuseReason>();
  const trouble: ControlPlane['trouble'] = { busy: false, slowReader: undefined, damaged: false };
  let alive = false;
  let incarnation = 0;
  let highest = 0;

  /** Something that the control plane does a moment later, unless it died meanwhile. */
  function soon(action: () => void): void {
    const mine = incarnation;
    time.after(random.between(0, 30), () => {
      if (alive && mine === incarnation) action();
    });
  }

  function desiredFor(groups: readonly string[], above?: Order): Desired | null {
    const revision = store.revisions.length;
    const content = store.revisions.at(-1);
    if (content === undefined) return null;
    const key = groups.join(' ');
    const known = views.get(key);
    let desired = known?.desired;
    if (known?.revision !== revision) {
      const { entries, texts } = listFor(content, groups);
      for (const [digest, text] of texts) store.texts.set(digest, text);
      const digest = digestOfList(entries);
      store.lists.set(digest, entries);
      if (desired?.ref.digest !== digest) desired = sign(entries, digest, groups);
    }
    if (desired !== undefined && above !== undefined && compareOrder(desired.ref, above) <= 0)
      desired = sign(desired.entries, desired.ref.digest, groups);
    if (desired !== undefined) views.set(key, { revision, desired });
    return desired ?? null;
  }

  function sign(entries: readonly Entry[], digest: string, groups: readonly string[]): Desired {
    const { epoch } = store;
    const sequence = ++store.signed;
    highest = Math.max(highest, epoch);
    const envelope = signed({
      format: 'view@1',
      epoch,
      sequence,
      revision: store.revisions.length,
      organization: 'acme',
      groups: [...groups],
      view: digest,
      objects: entries.length,
      signedAt: '2026-01-01T00:00:00.000Z',
    });
    oracle.signed(envelope);
    const sizes = new Map(entries.map((entry) => [entry.digest, store.texts.get(entry.digest)?.length ?? 0]));
    const ref = { epoch, sequence, digest };
    const formats = formatsIn(entries.map((entry) => store.texts.get(entry.digest) ?? ''));
    const desired = { ref, revision: store.revisions.length, entries, sizes, formats, envelope };
    const key = groups.join(' ');
    histories.set(key, [...(histories.get(key) ?? []), desired]);
    return desired;
  }

  function run(member: Member, event: ControlEvent): void {
    const before = member.state;
    const { state, effects } = machines.stepControl(before, event, timing);
    member.state = state;
    if (state === null) {
      members.delete(member.gatewayId);
      options.forgotten(member.gatewayId);
    }
    for (const effect of effects) perform(member, effect, state ?? before);
  }

  function perform(member: Member, effect: ControlEffect, state: PeerState | null): void {
    switch (effect.type) {
      case 'send': {
        const { message } = effect;
        const bytes = message.type === 'put' && !message.held ? bytesOf(message.entry.digest) : null;
        return streams.get(effect.stream)?.toGateway({ message, bytes });
      }
      case 'ask-writable': {
        const { stream } = effect;
        const pause = trouble.slowReader === member.gatewayId ? random.between(2_000, 20_000) : 10;
        const mine = incarnation;
        return time.after(pause, () => {
          if (alive && mine === incarnation && streams.has(stream))
            run(member, { type: 'writable', now: clock.now(), stream });
        });
      }
      case 'close':
        streams.get(effect.stream)?.closeByControl();
        streams.delete(effect.stream);
        return;
      case 'outrun':
        return soon(() => outrun(member, effect.active));
      case 'observe':
        if (state !== null)
          options.observed(member.gatewayId, effect.what, state, streams.get(state.stream ?? 0));
    }
  }

  function bytesOf(digest: string): Uint8Array {
    const text = store.texts.get(digest);
    if (text === undefined) throw new Error(`no object ${digest}`);
    return Buffer.from(trouble.damaged ? `${text} damaged` : text);
  }

  function outrun(member: Member, active: Order): void {
    if (members.get(member.gatewayId) !== member) return;
    const now = clock.now();
    if (compareOrder(active, { epoch: store.epoch, sequence: store.signed }) > 0)
      return run(member, { type: 'ahead', now });
    const groups = options.groupsOf(member.gatewayId);
    run(member, { type: 'desired', now, desired: desiredFor(groups, active), groups });
  }

  function refresh(): void {
    for (const member of [...members.values()])
      soon(() => {
        if (members.get(member.gatewayId) !== member) return;
        const groups = options.groupsOf(member.gatewayId);
        run(member, { type: 'desired', now: clock.now(), desired: desiredFor(groups), groups });
      });
  }

  function hello(stream: Stream, said: Hello): void {
    const { gatewayId } = stream;
    const refused = refusals.get(gatewayId);
    if (refused !== undefined) return dismiss(stream, refused);
    if (trouble.busy) {
      const message = { type: 'goodbye', reason: 'busy', retryAfterMs: random.between(100, 3_000) } as const;
      stream.toGateway({ message, bytes: null });
      stream.closeByControl();
      return;
    }
    streams.set(stream.id, stream);
    const groups = options.groupsOf(gatewayId);
    const revision = store.revisions.length;
    const desired = desiredFor(groups);
    const known = said.active === null ? null : (store.lists.get(said.active.digest) ?? null);
    soon(() => {
      if (!streams.has(stream.id)) return;
      const member = members.get(gatewayId) ?? { gatewayId, state: null };
      members.set(gatewayId, member);
      options.greeting(gatewayId);
      run(member, {
        type: 'hello',
        now: clock.now(),
        stream: stream.id,
        hello: said,
        organization: 'acme',
        groups,
        keys: [],
        softwareVersion: '1.0.0',
        known,
        desired,
      });
      if (revision !== store.revisions.length) refresh();
    });
  }

  function dismiss(stream: Stream, reason: RefuseReason): void {
    stream.toGateway({ message: { type: 'refuse', reason, message: '' }, bytes: null });
    stream.closeByControl();
    streams.delete(stream.id);
  }

  function accept(stream: Stream): End<ToControl> {
    const mine = incarnation;
    let greeted = false;
    return {
      receive: (message) => {
        if (!alive || mine !== incarnation) return;
        if (message.type === 'hello' && !greeted) {
          greeted = true;
          hello(stream, message);
        } else if (message.type === 'hello' || !greeted) dismiss(stream, 'protocol');
        else {
          const member = members.get(stream.gatewayId);
          if (member !== undefined && streams.has(stream.id))
            run(member, { type: 'message', now: clock.now(), stream: stream.id, message });
        }
      },
      closed: () => {
        if (!alive || mine !== incarnation) return;
        streams.delete(stream.id);
        const member = members.get(stream.gatewayId);
        if (member !== undefined) run(member, { type: 'closed', now: clock.now(), stream: stream.id });
      },
    };
  }

  function tick(): void {
    if (!alive) return;
    const mine = incarnation;
    for (const member of [...members.values()]) run(member, { type: 'tick', now: clock.now() });
    time.after(tickInterval, () => {
      if (mine === incarnation) tick();
    });
  }

  function crash(quietly: boolean): void {
    alive = false;
    incarnation++;
    for (const stream of streams.values())
      if (quietly) stream.sever('both');
      else stream.cut();
    streams.clear();
    members.clear();
    views.clear();
    options.forgotten(undefined);
  }

  return {
    clock,
    accept,
    isAlive: () => alive,
    crash,
    start: () => {
      if (alive) return;
      alive = true;
      tick();
    },
    goodbye: () => {
      for (const member of [...members.values()])
        run(member, { type: 'goodbye', now: clock.now(), reason: 'restart', retryAfterMs: 1_000 });
      crash(false);
    },
    apply: (revision) => {
      // A store from before the first revision would desire nothing, and there would be no rest to wait for.
      if (store.revisions.length > 0)
        backups.push({ ...store, revisions: [...store.revisions], lists: new Map(store.lists) });
      store.revisions.push(revision);
      if (alive) refresh();
    },
    relabelled: () => {
      if (alive) refresh();
    },
    restore: (revisions) => {
      const backup = backups.at(-revisions);
      if (backup === undefined) return;
      store = { ...backup, revisions: [...backup.revisions], lists: new Map(backup.lists) };
      views.clear();
    },
    recover: () => {
      store.epoch = ++highest;
      views.clear();
      if (alive) refresh();
    },
    refuse: (gatewayId, reason) => {
      if (reason === undefined) return void refusals.delete(gatewayId);
      refusals.set(gatewayId, reason);
      const member = members.get(gatewayId);
      if (alive && member !== undefined)
        run(member, { type: 'refuse', now: clock.now(), reason, message: '' });
    },
    trouble,
    history: (groups) => histories.get(groups.join(' ')) ?? [],
    bytesOf,
    peer: (gatewayId) => members.get(gatewayId)?.state ?? undefined,
    desiredOf: (gatewayId) => desiredFor(options.groupsOf(gatewayId)),
  };
}

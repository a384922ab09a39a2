import type { Order } from '../../../src/snapshot/index.ts';
import type {
  ControlEffect,
  ControlEvent,
  Hello,
  Observation,
  PeerState,
  RefuseReason,
  ToControl,
  ViewRef,
} from '../../../src/wire/index.ts';
import type { ControlStore } from './control-store.ts';
import type { End, Stream } from './network.ts';
import { bytesOfText } from './objects.ts';
import type { Revision } from './revisions.ts';
import { type NodeClock, nodeClock, type World } from './world.ts';

/** Milliseconds between two looks at the clock. */
const tickInterval = 3_000;

interface Member {
  readonly gatewayId: string;
  state: PeerState | null;
  /** What is desired could not be made. */
  untold?: boolean;
}

export interface ControlPlane {
  readonly clock: NodeClock;
  readonly store: ControlStore;
  accept(stream: Stream): End<ToControl>;
  apply(revision: Revision): void;
  /** The groups of a gateway changed. */
  relabelled(): void;
  isAlive(): boolean;
  crash(quietly: boolean): void;
  start(): void;
  goodbye(): void;
  /** Starts an epoch above every one that was ever reported. */
  recover(): void;
  /** Sends away who says Hello, and who is there. */
  refuse(gatewayId: string, reason: RefuseReason | undefined): void;
  readonly trouble: { busy: boolean; slowReader: string | undefined; damaged: boolean };
  peer(gatewayId: string): PeerState | undefined;
  bytesOf(digest: string): Uint8Array;
}

export interface ControlPlaneOptions {
  /** A Hello is about to be handed to the machine. */
  greeting(gatewayId: string): void;
  /** It lost its memory of a gateway, or of all. */
  forgotten(gatewayId: string | undefined): void;
  groupsOf(gatewayId: string): readonly string[];
  /** A message of a gateway is about to be handed to the machine. */
  hearing(message: ToControl, before: PeerState | null): void;
  /** A message of a gateway was handed to the machine, and what became of it. */
  heard(message: ToControl, before: PeerState | null, after: PeerState | null): void;
  observed(gatewayId: string, what: Observation, peer: PeerState, stream: Stream | undefined): void;
}

/** Drives a machine for each gateway as `reconciler/fleet/fleet.ts` does, on simulated parts. */
export function controlPlane(world: World, store: ControlStore, options: ControlPlaneOptions): ControlPlane {
  const { time, random, machines, controlTiming: timing } = world;
  const clock = nodeClock(time);
  const members = new Map<string, Member>();
  const streams = new Map<number, Stream>();
  const refusals = new Map<string, RefuseReason>();
  const trouble: ControlPlane['trouble'] = { busy: false, slowReader: undefined, damaged: false };
  let alive = false;
  let incarnation = 0;

  /** Something that the control plane does a moment later, unless it died meanwhile. */
  function soon(action: () => void): void {
    const mine = incarnation;
    time.after(random.between(0, 30), () => {
      if (alive && mine === incarnation) action();
    });
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
    const text = store.textOf(digest);
    if (text === undefined) throw new Error(`no object ${digest}`);
    return bytesOfText(trouble.damaged ? `${text} damaged` : text);
  }

  function outrun(member: Member, active: Order): void {
    if (members.get(member.gatewayId) !== member) return;
    store.refresh();
    if (foreign(member.state?.active ?? null)) run(member, { type: 'ahead', now: clock.now() });
    else want(member, active);
  }

  function foreign(active: ViewRef | null): boolean {
    return active !== null && store.isForeign(active);
  }

  /** Tells a member what is desired; later, when that cannot be made now. */
  function want(member: Member, above?: Order): void {
    if (members.get(member.gatewayId) !== member) return;
    const groups = options.groupsOf(member.gatewayId);
    const desired = store.desired(groups, above);
    member.untold = desired === undefined;
    if (desired === undefined) return;
    const active = member.state?.active ?? null;
    run(member, { type: 'desired', now: clock.now(), desired, groups, foreign: foreign(active) });
  }

  function refresh(): void {
    for (const member of [...members.values()]) soon(() => want(member));
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
    const revision = store.revision();
    const desired = store.desired(groups);
    if (desired === undefined) {
      streams.delete(stream.id);
      return stream.closeByControl();
    }
    const known = said.active === null ? null : store.listOf(said.active.digest);
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
        foreign: foreign(said.active),
        desired,
      });
      if (revision !== store.revision()) refresh();
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
          if (member === undefined || !streams.has(stream.id)) return;
          const reported = foreign(message.type === 'beat' ? message.active : null);
          const before = member.state;
          options.hearing(message, before);
          run(member, {
            type: 'message',
            now: clock.now(),
            stream: stream.id,
            message,
            foreign: reported,
          });
          options.heard(message, before, member.state);
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
    for (const member of [...members.values()]) {
      run(member, { type: 'tick', now: clock.now() });
      if (member.untold) soon(() => want(member));
    }
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
    store.forgetViews();
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
    store,
    apply: (revision) => {
      store.apply(revision);
      if (alive) refresh();
    },
    relabelled: () => {
      if (alive) refresh();
    },
    recover: () => {
      store.recover();
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
    bytesOf,
    peer: (gatewayId) => members.get(gatewayId)?.state ?? undefined,
  };
}

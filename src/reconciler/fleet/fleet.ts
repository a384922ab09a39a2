import type { Clock, Log } from '../../kernel/index.ts';
import type { Order } from '../../snapshot/index.ts';
import {
  type ControlEffect,
  type ControlEvent,
  type ControlTiming,
  type Desired,
  encodeResponse,
  encodeToGateway,
  type Hello,
  type Intent,
  type Observation,
  type PeerState,
  type RefuseReason,
  type SigningKey,
  sameRef,
  stepControl,
  type ToControl,
  type ToGateway,
  type ViewRef,
} from '../../wire/index.ts';
import type { Counted } from '../rollout/look.ts';
import { isForeign } from '../state/foreign.ts';
import type { Ledger } from '../state/ledger.ts';
import type { Deployments } from './deployments.ts';
import { groupSizes } from './group-sizes.ts';
import type { Outgoing } from './outgoing.ts';

/** What a token lets a gateway do. */
export interface Grant {
  readonly organization: string;
  readonly tokenId: string;
  readonly gatewayIds: readonly string[] | undefined;
  readonly groups: readonly string[] | undefined;
}

/** A gateway as the rest of the control plane sees it. */
export interface GatewayInfo {
  readonly organization: string;
  readonly tokenId: string;
  /** Groups that its token allows; undefined when it allows all. */
  readonly allowed: readonly string[] | undefined;
  readonly peer: PeerState;
  /** The last beat of this registration. */
  readonly beat: Counted | undefined;
  /** The last revision that it was told whose view is another than it served. */
  readonly changedBy: number;
}

export interface FleetOptions {
  readonly deployments: Deployments;
  readonly ledger: Ledger;
  readonly keys: readonly SigningKey[];
  readonly timing: ControlTiming;
  readonly softwareVersion: string;
  /** A gateway was told what follows, or why nothing does. */
  onIntent(intent: Intent): void;
  readonly clock: Clock;
  readonly log: Log;
}

export type FleetListener = (gateway: GatewayInfo, what: Observation) => void;

/** Every gateway that is, or lately was, registered: a thin driver over one protocol machine for each. */
export interface Fleet {
  /** A stream with this grant said Hello. Resolves when it was answered. */
  hello(stream: StreamHandle, grant: Grant, hello: Hello): Promise<void>;
  message(stream: StreamHandle, message: Exclude<ToControl, Hello>): void;
  closed(stream: StreamHandle): void;
  /** Something else may be desired of the gateways of an organization: under headers newer than `above`, if given. */
  refresh(organization: string, above?: Order): Promise<void>;
  gateways(organization?: string): readonly GatewayInfo[];
  onObservation(listener: FleetListener): () => void;
  /** Repairs a gateway that was left alone; false when it is not there. */
  repair(organization: string, gatewayId: string): boolean;
  /** Ends the streams that a token opened. */
  refuseToken(tokenId: string, reason: RefuseReason, message: string): void;
  /** Sends everyone away, with a hint when to come back. */
  goodbye(reason: string, retryAfterMs: number): void;
  tick(): void;
}

/** One stream, from its Hello on. */
export interface StreamHandle {
  readonly id: number;
  readonly outgoing: Outgoing;
  /** Set by Hello. */
  key?: string;
}

/** What is no object of a view. */
type Told = Exclude<ToGateway, { readonly type: 'put' }>;

interface Member {
  readonly organization: string;
  readonly gatewayId: string;
  grant: Grant;
  state: PeerState | null;
  beat: Counted | undefined;
  changedBy: number;
  /** What is desired could not be made; it is tried again with the next tick. */
  untold?: boolean;
}

const revokedMeanwhile = {
  type: 'refuse',
  reason: 'revoked',
  message: 'the API token was revoked',
} as const;

/** Milliseconds that an unsynchronized gateway is remembered for `status`. */
const rememberFor = 60 * 60 * 1000;

export function fleetOf(options: FleetOptions): Fleet {
  const { deployments, ledger, timing, clock, log } = options;
  const members = new Map<string, Member>();
  const streams = new Map<number, StreamHandle>();
  const listeners = new Set<FleetListener>();
  const sizes = groupSizes();

  function run(member: Member, event: ControlEvent): void {
    const before = member.state;
    const { state, effects } = stepControl(before, event, timing);
    member.state = state;
    sizes.moved(member.organization, before, state);
    if (state === null) members.delete(keyOf(member.organization, member.gatewayId));
    for (const effect of effects) perform(member, effect, state ?? before);
  }

  function perform(member: Member, effect: ControlEffect, state: PeerState | null): void {
    switch (effect.type) {
      case 'send': {
        const outgoing = streams.get(effect.stream)?.outgoing;
        if (effect.message.type === 'intent') options.onIntent(effect.message);
        if (effect.message.type === 'put') outgoing?.put(effect.message.entry, effect.message.held);
        else
          outgoing?.send(
            encodeResponse(encodeToGateway(counting(effect.message, member.organization, state))),
          );
        return;
      }
      case 'ask-writable': {
        const { stream } = effect;
        streams
          .get(stream)
          ?.outgoing.whenWritable(() => run(member, { type: 'writable', now: clock.now(), stream }));
        return;
      }
      case 'close':
        streams.get(effect.stream)?.outgoing.end();
        streams.delete(effect.stream);
        return;
      case 'outrun':
        void outrun(member, effect.active).catch((error: unknown) => logFailure(member, error));
        return;
      case 'observe':
        if (state !== null) for (const listener of listeners) listener(infoOf(member, state), effect.what);
        return;
    }
  }

  /** The machine of one gateway knows nothing of the others, which it is told of. */
  function counting(message: Told, organization: string, state: PeerState | null): Told {
    if (message.type !== 'welcome' && message.type !== 'beatAck') return message;
    return { ...message, groupSizes: sizes.of(organization, state?.facts.groups ?? []) };
  }

  /** The gateway reports a header that is as new as what is desired, or foreign: sign anew, unless it is ahead. */
  async function outrun(member: Member, active: { epoch: number; sequence: number }): Promise<void> {
    await ledger.refresh();
    if (foreign(member.organization, member.state?.active ?? null))
      return run(member, { type: 'ahead', now: clock.now() });
    await refreshMember(member, active);
  }

  /**
   * What a gateway with these labels should serve, handed over at a moment at which nothing else is desired of it: an
   * older view that took longer to make would undo a newer one.
   */
  async function withDesired(
    { organization, groups: allowed }: Grant,
    gatewayId: string,
    labels: Readonly<Record<string, string>>,
    above: Order | undefined,
    take: (desired: Desired | null, groups: readonly string[]) => void,
  ): Promise<void> {
    for (;;) {
      const deployment = await deployments.of(organization, gatewayId);
      const groups = deployments.groupsOf(deployment, labels, allowed);
      const desired = await deployments.desired(deployment, groups, above);
      if (deployments.isOf(deployment, gatewayId)) return take(desired, groups);
    }
  }

  async function tell(member: Member, above?: Order): Promise<void> {
    try {
      member.untold = false;
      await refreshMember(member, above);
    } catch (error) {
      member.untold = true;
      logFailure(member, error);
    }
  }

  async function refreshMember(member: Member, above?: Order): Promise<void> {
    const labels = member.state?.facts.labels;
    if (labels === undefined) return;
    await withDesired(member.grant, member.gatewayId, labels, above, (desired, groups) => {
      // One that registered again meanwhile was told then, perhaps with other labels.
      if (member.state?.facts.labels !== labels) return;
      const { active } = member.state;
      noteChange(member, active, desired);
      const isForeignNow = foreign(member.organization, active);
      run(member, { type: 'desired', now: clock.now(), desired, groups, foreign: isForeignNow });
    });
  }

  function register(
    stream: StreamHandle,
    grant: Grant,
    hello: Hello,
    view: Pick<Extract<ControlEvent, { type: 'hello' }>, 'known' | 'desired' | 'groups'>,
  ): void {
    const { organization, tokenId } = grant;
    const { keys, softwareVersion } = options;
    const now = clock.now();
    // The token may have been revoked since it was presented, when there was nobody to send away yet.
    if (ledger.state().tokens.get(tokenId)?.revoked !== false) {
      stream.outgoing.send(encodeResponse(encodeToGateway(revokedMeanwhile)));
      stream.outgoing.end();
      streams.delete(stream.id);
      return;
    }
    const key = keyOf(organization, hello.gatewayId);
    const member: Member = members.get(key) ?? {
      organization,
      gatewayId: hello.gatewayId,
      grant,
      state: null,
      beat: undefined,
      changedBy: 0,
    };
    members.set(key, member);
    const holder = member.state?.stream ?? null;
    const event = {
      stream: stream.id,
      hello,
      organization,
      keys,
      softwareVersion,
      foreign: foreign(organization, hello.active),
      ...view,
    };
    run(member, { type: 'hello', now, ...event });
    if (member.state?.stream === stream.id) {
      member.grant = grant;
      member.beat = undefined;
      noteChange(member, hello.active, view.desired);
    } else if (holder === null) log.warn('a Hello was not taken', { gateway: hello.gatewayId });
  }

  /** Whether the store does not know a header that a gateway reports. */
  function foreign(organization: string, active: ViewRef | null): boolean {
    return active !== null && isForeign(ledger.state(), organization, active);
  }

  function logFailure(member: Member, error: unknown): void {
    log.error('a gateway could not be told what to serve', { gateway: member.gatewayId, error });
  }

  return {
    hello: async (stream, grant, hello) => {
      const key = keyOf(grant.organization, hello.gatewayId);
      streams.set(stream.id, stream);
      stream.key = key;
      const known = hello.active === null ? null : await deployments.listOf(hello.active.digest);
      await withDesired(grant, hello.gatewayId, hello.labels, undefined, (desired, groups) => {
        if (streams.has(stream.id)) register(stream, grant, hello, { known, desired, groups });
      });
    },
    message: (stream, message) => {
      const member = members.get(stream.key ?? '');
      if (member === undefined) return;
      if (message.type === 'beat' && member.state?.stream === stream.id)
        member.beat = { at: clock.now(), calls: message.calls, errors: message.errors };
      const reported = message.type === 'beat' ? message.active : null;
      const known = sameRef(reported, member.state?.active ?? null);
      run(member, {
        type: 'message',
        now: clock.now(),
        stream: stream.id,
        message,
        foreign: !known && foreign(member.organization, reported),
      });
    },
    closed: (stream) => {
      stream.outgoing.gone();
      streams.delete(stream.id);
      const member = members.get(stream.key ?? '');
      if (member !== undefined) run(member, { type: 'closed', now: clock.now(), stream: stream.id });
    },
    refresh: async (organization, above) => {
      const own = [...members.values()].filter((member) => member.organization === organization);
      await Promise.all(own.map((member) => tell(member, above)));
    },
    gateways: (organization) =>
      [...members.values()].flatMap((member) =>
        member.state !== null && (organization === undefined || member.organization === organization)
          ? [infoOf(member, member.state)]
          : [],
      ),
    onObservation: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    repair: (organization, gatewayId) => {
      const member = members.get(keyOf(organization, gatewayId));
      if (member !== undefined) run(member, { type: 'repair', now: clock.now() });
      return member !== undefined;
    },
    refuseToken: (tokenId, reason, message) => {
      for (const member of [...members.values()])
        if (member.grant.tokenId === tokenId)
          run(member, { type: 'refuse', now: clock.now(), reason, message });
    },
    goodbye: (reason, retryAfterMs) => {
      for (const member of [...members.values()])
        run(member, { type: 'goodbye', now: clock.now(), reason, retryAfterMs });
    },
    tick: () => {
      const now = clock.now();
      for (const [key, member] of [...members]) {
        run(member, { type: 'tick', now });
        if (member.untold) void tell(member);
        const gone =
          member.state?.presence === 'unsynchronized' && now - member.state.lastHeard > rememberFor;
        if (gone) members.delete(key);
      }
    },
  };
}

function infoOf(member: Member, peer: PeerState): GatewayInfo {
  const { organization, grant, beat, changedBy } = member;
  return { organization, tokenId: grant.tokenId, allowed: grant.groups, peer, beat, changedBy };
}

/** Called before a gateway is told what is desired, with what it serves by then. */
function noteChange(member: Member, active: ViewRef | null, desired: Desired | null): void {
  if (desired !== null && desired.ref.digest !== active?.digest) member.changedBy = desired.revision;
}

function keyOf(organization: string, gatewayId: string): string {
  return `${organization}/${gatewayId}`;
}

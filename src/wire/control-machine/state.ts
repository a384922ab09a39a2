import type { Entry, Envelope, Finding } from '../../snapshot/index.ts';
import type { ViewRef } from '../messages.ts';
import type { Changes } from './changes.ts';

/** Milliseconds. */
export interface ControlTiming {
  readonly beatInterval: number;
  /** Silence after which a gateway counts as late. */
  readonly late: number;
  /** Silence after which a gateway is unsynchronized: its stream is closed, and it must register anew. */
  readonly unsynchronized: number;
  /** First and longest pause before a view that was rejected as transient is sent again. */
  readonly retryMin: number;
  readonly retryMax: number;
  /** Longest pause before a gateway that drifts again and again is repaired again. */
  readonly flapMax: number;
  /** How long an answer that the gateway owes (a verdict, its inventory) is waited for. */
  readonly answer: number;
}

export const defaultControlTiming: ControlTiming = {
  beatInterval: 10_000,
  late: 30_000,
  unsynchronized: 300_000,
  retryMin: 1_000,
  retryMax: 60_000,
  flapMax: 600_000,
  answer: 60_000,
};

/** Timing for gateways that report at another interval: what counts as silence goes with it. */
export function controlTimingOf(beatInterval: number): ControlTiming {
  return { ...defaultControlTiming, beatInterval, late: 3 * beatInterval, unsynchronized: 30 * beatInterval };
}

/** Repairs after which a gateway is left alone. */
export const flapLimit = 5;

/** How many objects are handed to the transport before it is asked for room. */
export const putBatch = 16;

/** How many names one Remove holds, so that no message is larger than 1 MB. */
export const removeBatch = 2_000;

/** What a gateway should serve: a signed header and the list it stands for. */
export interface Desired {
  readonly ref: ViewRef;
  readonly revision: number;
  readonly entries: readonly Entry[];
  /** Bytes of each object of `entries`, by digest. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The formats of its objects; a gateway that does not read one of them is not sent the view. */
  readonly formats: readonly string[];
  readonly envelope: Envelope;
}

export interface PeerFacts {
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly fqdns: readonly string[];
  readonly softwareVersion: string;
  /** Object formats that it reads. */
  readonly formats: readonly string[];
  /** Groups it belongs to, sorted. */
  readonly groups: readonly string[];
}

/** Where the list that the gateway has comes from. */
export type Base =
  /** A view that the control plane kept. */
  | { readonly type: 'known'; readonly entries: readonly Entry[] }
  /** Not known; these digests are held. */
  | {
      readonly type: 'inventory';
      readonly digests: ReadonlySet<string>;
      readonly complete: boolean;
      readonly askedAt: number;
    }
  /** Not to be relied on: send everything. */
  | { readonly type: 'none' };

/** One transaction on its way. */
export interface Flight {
  readonly transaction: number;
  readonly desired: Desired;
  readonly puts: Changes['puts'];
  /** Number of `puts` handed to the transport. */
  readonly sent: number;
  /** When Activate was sent; null before. From then on the verdict is awaited. */
  readonly completeAt: number | null;
}

export interface Rejection {
  readonly view: ViewRef;
  readonly permanent: boolean;
  readonly findings: readonly Finding[];
  /** The software that rejected it: another version may take it. */
  readonly softwareVersion: string;
  readonly attempts: number;
  /** Of a transient one. */
  readonly retryAt: number;
}

/** Repairs of a gateway that serves something else than it was last known to. */
export interface Drift {
  /** Since it was quiet for long. */
  readonly count: number;
  readonly at: number;
  /** The view that is not sent again before `until`: flap guard. Another one is sent at once. */
  readonly digest: string | null;
  readonly until: number;
  /** It drifted too often: it is not repaired until something is changed. */
  readonly alone: boolean;
}

/** What the control plane knows of one gateway id. */
export interface PeerState {
  readonly gatewayId: string;
  readonly timing: ControlTiming;
  /** The time of the last event, to notice that the clock was set back. */
  readonly seen: number;
  /** Null once it is gone from the stream. */
  readonly stream: number | null;
  readonly presence: 'connected' | 'late' | 'disconnected' | 'unsynchronized';
  readonly lastHeard: number;
  readonly connectedAt: number;
  readonly facts: PeerFacts;
  readonly desired: Desired | null;
  readonly base: Base;
  readonly flight: Flight | null;
  /** The transport was asked to tell when it has room: nothing more is begun before. */
  readonly crowded: boolean;
  readonly staged: ViewRef | null;
  readonly active: ViewRef | null;
  readonly rejection: Rejection | null;
  /** It reported a header that the store, as last read, does not know. */
  readonly foreign: boolean;
  /** The same, after the store was read again: nothing is sent until that changes. */
  readonly ahead: boolean;
  /** When a newer header was asked for (`outrun`), while there is no answer. */
  readonly outrunAt: number | null;
  readonly drift: Drift | null;
  /** The reason that the last Intent gave, so that the same nothing is not said twice. */
  readonly idle: string | null;
  readonly transactions: number;
  readonly calls: { readonly calls: number; readonly errors: number };
}

import type { Entry, EntryList, Envelope, ViewHeader } from '../../snapshot/index.ts';
import type { ViewRef } from '../messages.ts';

/** Who this gateway is; fixed for the life of the process. */
export interface GatewayIdentity {
  readonly gatewayId: string;
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly fqdns: readonly string[];
  readonly softwareVersion: string;
  readonly formats: readonly string[];
}

/** Milliseconds. */
export interface GatewayTiming {
  /** A connection that got no Welcome by then is given up. */
  readonly greetingTimeout: number;
  /** How long a starting gateway waits for its control plane before it serves its last known good view. */
  readonly startPatience: number;
  /** First and longest pause between attempts to connect. */
  readonly backoffMin: number;
  readonly backoffMax: number;
  /** Pause of a serving gateway that was refused. */
  readonly refusedPause: number;
  /** Silence, in beats, after which the stream counts as dead. */
  readonly silentBeats: number;
}

export const defaultGatewayTiming: GatewayTiming = {
  greetingTimeout: 10_000,
  startPatience: 3_000,
  backoffMin: 250,
  backoffMax: 15_000,
  refusedPause: 60_000,
  silentBeats: 3,
};

export type Link =
  | { readonly state: 'down'; readonly attempt: number; readonly retryAt: number }
  | { readonly state: 'connecting' | 'greeting'; readonly attempt: number; readonly since: number }
  | {
      readonly state: 'open';
      /** Attempts that failed before it; forgotten once the stream proved to last. */
      readonly attempt: number;
      readonly since: number;
      readonly lastHeard: number;
      readonly nextBeatAt: number;
      readonly beatIntervalMs: number;
      readonly beats: number;
    }
  | { readonly state: 'ended' };

export type { EntryList };

export interface ActiveView {
  readonly ref: ViewRef;
  readonly organization: string;
  readonly entries: EntryList;
}

/** One Put or Remove since the last Intent; a chain, newest first, so that a step costs no copy. */
export interface Change {
  readonly key: string;
  /** Null for a Remove. */
  readonly entry: Entry | null;
  readonly previous: Change | null;
}

/** What was announced and received since the last Intent. Nothing of it is in effect. */
export interface Incoming {
  readonly transaction: number;
  readonly mode: 'delta' | 'full';
  readonly expectedPuts: number;
  readonly expectedRemoves: number;
  readonly puts: number;
  readonly removes: number;
  readonly changes: Change | null;
  /** A Put said that its bytes are held, and they are not. */
  readonly missing: string | null;
}

/** An Activate whose objects are complete, while an earlier one is still on its way to effect. */
export interface Waiting {
  readonly transaction: number;
  readonly envelope: Envelope;
  readonly entries: EntryList;
}

/** An Activate on its way to effect, one step at a time. */
export interface Work {
  readonly step: 'verify' | 'build' | 'persist';
  readonly transaction: number;
  /** Whether the stream it came on is still the one that is open. */
  readonly current: boolean;
  readonly entries: EntryList;
  /** Known once verified. */
  readonly header: ViewHeader | null;
}

export interface GatewayState {
  readonly identity: GatewayIdentity;
  readonly timing: GatewayTiming;
  readonly startedAt: number;
  /** The time of the last event, to notice that the clock was set back. */
  readonly seen: number;
  readonly link: Link;
  /** The start is decided: welcomed once, or serving because nobody answered. */
  readonly settled: boolean;
  /** What is held; served as soon as `settled`. */
  readonly active: ActiveView | null;
  /** What this stream was last told is active. */
  readonly told: ViewRef | null;
  /** The view that was given up at the start; said in every Hello until another one is active. */
  readonly crashed: ViewRef | null;
  readonly organization: string | null;
  /** The list that the control plane builds its deltas on: the one of the last Hello or Activate. */
  readonly base: EntryList;
  readonly incoming: Incoming | null;
  /** The last transaction of this stream whose Activate came; one that comes twice is not answered twice. */
  readonly lastTransaction: number;
  readonly work: Work | null;
  /** At most one, the latest. */
  readonly waiting: Waiting | null;
  readonly calls: { readonly calls: number; readonly errors: number };
}

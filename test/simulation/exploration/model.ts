import {
  compareOrder,
  type Entry,
  entryKey,
  type Order,
  type ViewHeader,
} from '../../../src/snapshot/index.ts';
import type {
  ControlTiming,
  Desired,
  EntryList,
  GatewayState,
  GatewayTiming,
  PeerState,
  ToControl,
  ToGateway,
  ViewRef,
} from '../../../src/wire/index.ts';

/**
 * An installation so small that all of its states can be visited: two control planes over one store, two gateways,
 * three views. Time does not pass: what waits for it may happen when nothing else can.
 */
export interface Model {
  readonly store: Store;
  /** The store before the last revision: what a backup has. */
  readonly backup: Store | null;
  /** The highest epoch that ever began. */
  readonly epochs: number;
  readonly planes: readonly [Plane, Plane];
  readonly hosts: readonly [Host, Host];
  /** Faults that may still happen. */
  readonly faults: number;
}

export interface Store {
  readonly epoch: number;
  readonly signed: number;
  /** Names of the views that were applied, one after the other. */
  readonly revisions: readonly ViewName[];
  /** Digests of the views by the sequence under which they were signed. */
  readonly headers: Readonly<Record<number, string>>;
}

export interface Plane {
  readonly up: boolean;
  /** Revisions that it has read. */
  readonly read: number;
  readonly known: { readonly revision: number; readonly desired: Desired } | null;
}

/** What one step of a machine sends: it arrives together, unless a fault says otherwise. */
export type Burst<M> = readonly M[];

export type Down = ToGateway | { readonly type: 'end' };

export interface Line {
  readonly plane: 0 | 1;
  readonly stream: number;
  readonly greeted: boolean;
  readonly up: readonly Burst<ToControl>[];
  readonly down: readonly Burst<Down>[];
}

export interface Host {
  readonly process: GatewayState | null;
  /** Newest first, at most two. */
  readonly disk: readonly Bundle[];
  readonly line: Line | null;
  /** A line that the gateway has left, and the control plane does not know it yet. */
  readonly old: Pick<Line, 'plane' | 'stream' | 'greeted' | 'up'> | null;
  /** What each control plane knows of it. */
  readonly peers: readonly [PeerState | null, PeerState | null];
  /** It was sent away, and tries again when nothing of it lingers. */
  readonly refused: boolean;
  /** The header of the view on its way to effect. */
  readonly pending: string | null;
  /** The newest header that it ever served. */
  readonly floor: Order | null;
}

export interface Bundle {
  readonly ref: ViewRef;
  readonly entries: EntryList;
}

export type ViewName = 'A' | 'B' | 'C';

const entry = (name: string, digest: string): Entry => ({ kind: 'tool', name, digest });

export const views: Readonly<Record<ViewName, readonly Entry[]>> = {
  A: [entry('x', 'x1')],
  B: [entry('x', 'x2'), entry('y', 'y1')],
  C: [entry('y', 'y1')],
};

export function digestOfEntries(entries: Iterable<Entry>): string {
  return [...entries]
    .map((one) => `${entryKey(one)}=${one.digest}`)
    .sort()
    .join(',');
}

export const controlTiming: ControlTiming = {
  beatInterval: 1,
  late: Number.MAX_SAFE_INTEGER,
  unsynchronized: Number.MAX_SAFE_INTEGER,
  retryMin: 5,
  retryMax: 5,
  flapMax: 0,
  answer: 10,
};

export const gatewayTiming: GatewayTiming = {
  greetingTimeout: 10,
  startPatience: Number.MAX_SAFE_INTEGER,
  backoffMin: 0,
  backoffMax: 0,
  refusedPause: 0,
  silentBeats: Number.MAX_SAFE_INTEGER,
};

/** Headers are written as text: nobody here forges one. */
export function headerText({ epoch, sequence, digest }: ViewRef): string {
  return JSON.stringify([epoch, sequence, digest]);
}

export function headerFrom(text: string): ViewHeader {
  const [epoch, sequence, view] = JSON.parse(text) as [number, number, string];
  const facts = { revision: 0, organization: 'acme', groups: [], objects: 0, signedAt: '' };
  return { format: 'view@1', epoch, sequence, view, ...facts };
}

/** Something that may never happen. */
export class Broken extends Error {}

export function newest(a: Order | null, b: Order): Order {
  return a !== null && compareOrder(a, b) > 0 ? a : { epoch: b.epoch, sequence: b.sequence };
}

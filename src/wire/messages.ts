import type { Entry, Envelope, Finding, Order } from '../snapshot/index.ts';

/**
 * The messages of the stream as both machines see them: plain data, whole objects. `codec.ts` turns them into
 * protobuf and back, and cuts large objects into pieces.
 */
export type ToControl = Hello | Inventory | Verdict | Beat | GatewayGoodbye;
export type ToGateway = Welcome | Intent | Put | Remove | Activate | BeatAck | Refuse | ControlGoodbye;

/** Which view: where its header stands in the order, and its digest. */
export interface ViewRef extends Order {
  readonly digest: string;
}

export interface Hello {
  readonly type: 'hello';
  readonly gatewayId: string;
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly fqdns: readonly string[];
  readonly softwareVersion: string;
  readonly formats: readonly string[];
  readonly active: ViewRef | null;
  readonly crashed: ViewRef | null;
  /** Only asks what this gateway would get: it is not registered. */
  readonly check?: boolean;
}

export interface Inventory {
  readonly type: 'inventory';
  readonly digests: readonly string[];
  readonly last: boolean;
}

export interface Verdict {
  readonly type: 'verdict';
  readonly transaction: number;
  readonly view: ViewRef;
  readonly status: 'staged' | 'active' | 'rejected';
  /** Of a rejection: whether the same view may be sent again. */
  readonly permanent: boolean;
  readonly findings: readonly Finding[];
}

export interface Beat {
  readonly type: 'beat';
  readonly number: number;
  readonly active: ViewRef | null;
  readonly calls: number;
  readonly errors: number;
}

export interface GatewayGoodbye {
  readonly type: 'goodbye';
  readonly reason: string;
}

export interface SigningKey {
  readonly keyId: string;
  /** Base64 of the DER form. */
  readonly spki: string;
  readonly endorsements: readonly { readonly keyId: string; readonly signature: string }[];
}

/** Live gateways by the name of a group. */
export type GroupSizes = Readonly<Record<string, number>>;

export interface Welcome {
  readonly type: 'welcome';
  readonly organization: string;
  readonly groups: readonly string[];
  readonly beatIntervalMs: number;
  readonly keys: readonly SigningKey[];
  readonly inventoryWanted: boolean;
  readonly softwareVersion: string;
  readonly nowMs: number;
  /** How many live gateways each of the groups has, this one included. */
  readonly groupSizes?: GroupSizes;
  /** Answer to a Hello that only asks. */
  readonly endpoints?: readonly { readonly path: string; readonly tools: number; readonly access: string }[];
}

export type IntentMode = 'none' | 'delta' | 'full';

export type IntentReason =
  | 'in-sync'
  | 'first'
  | 'changed'
  | 'unknown-view'
  | 'drift'
  | 'retry'
  | 'gateway-ahead'
  | 'nothing-desired'
  | 'rejected-before';

export interface Intent {
  readonly type: 'intent';
  readonly transaction: number;
  readonly mode: IntentMode;
  readonly reason: IntentReason;
  /** Put objects, not messages. */
  readonly puts: number;
  /** Objects to remove. */
  readonly removes: number;
  /** Bytes of content that the puts bring, without names and framing. */
  readonly bytes: number;
}

export interface Put {
  readonly type: 'put';
  readonly entry: Entry;
  /** The gateway holds the bytes under another name; only the name travels. */
  readonly held: boolean;
}

export interface Remove {
  readonly type: 'remove';
  readonly objects: readonly { readonly kind: string; readonly name: string }[];
}

export interface Activate {
  readonly type: 'activate';
  readonly transaction: number;
  readonly envelope: Envelope;
}

export interface BeatAck {
  readonly type: 'beatAck';
  readonly number: number;
  /** As in Welcome; left out by a control plane that does not count. */
  readonly groupSizes?: GroupSizes;
}

export type RefuseReason =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'not-allowed'
  | 'duplicate-id'
  | 'incompatible'
  | 'protocol';

export interface Refuse {
  readonly type: 'refuse';
  readonly reason: RefuseReason;
  readonly message: string;
}

export interface ControlGoodbye {
  readonly type: 'goodbye';
  readonly reason: string;
  readonly retryAfterMs: number;
}

export function sameRef(a: ViewRef | null, b: ViewRef | null): boolean {
  if (a === null || b === null) return a === b;
  return a.digest === b.digest && a.epoch === b.epoch && a.sequence === b.sequence;
}

import type { Entry, Finding } from '../../snapshot/index.ts';
import type { Hello, RefuseReason, SigningKey, ToControl, ToGateway, ViewRef } from '../messages.ts';
import type { Desired } from './state.ts';

export type ControlEvent =
  /** A stream whose token allows this gateway id said Hello. */
  | {
      readonly type: 'hello';
      readonly now: number;
      readonly stream: number;
      readonly hello: Hello;
      readonly organization: string;
      readonly groups: readonly string[];
      readonly keys: readonly SigningKey[];
      readonly softwareVersion: string;
      /** The list of its active view, when the control plane kept it. */
      readonly known: readonly Entry[] | null;
      /** The store does not know the header of its active view: the store is behind, or was put back. */
      readonly foreign: boolean;
      readonly desired: Desired | null;
    }
  | {
      readonly type: 'message';
      readonly now: number;
      readonly stream: number;
      readonly message: Exclude<ToControl, Hello>;
      /** Of a beat: the store does not know the header that it reports. */
      readonly foreign?: boolean;
    }
  | { readonly type: 'closed'; readonly now: number; readonly stream: number }
  /** The transport has room for more. */
  | { readonly type: 'writable'; readonly now: number; readonly stream: number }
  /** Something else is desired, or the same under a newer header. */
  | {
      readonly type: 'desired';
      readonly now: number;
      readonly desired: Desired | null;
      readonly groups: readonly string[];
      /** The store does not know the header of its active view. */
      readonly foreign: boolean;
    }
  /** The store was read again: it does not know the header that the gateway reports. */
  | { readonly type: 'ahead'; readonly now: number }
  /** An operator wants a gateway to be repaired that was left alone. */
  | { readonly type: 'repair'; readonly now: number }
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'refuse'; readonly now: number; readonly reason: RefuseReason; readonly message: string }
  | {
      readonly type: 'goodbye';
      readonly now: number;
      readonly reason: string;
      readonly retryAfterMs: number;
    };

export type ControlEffect =
  | { readonly type: 'send'; readonly stream: number; readonly message: ToGateway }
  /** Tell when there is room for more: `writable`. */
  | { readonly type: 'ask-writable'; readonly stream: number }
  | { readonly type: 'close'; readonly stream: number }
  /**
   * The desired header is not newer than what the gateway reports, or that one is foreign. Read the store again;
   * sign a newer one over the same view and answer `desired`, or, when the store does not know the header that
   * the gateway reports, answer `ahead`.
   */
  | { readonly type: 'outrun'; readonly active: ViewRef }
  | { readonly type: 'observe'; readonly what: Observation };

/** Every transition a person may ask about. */
export type Observation =
  | { readonly type: 'registered'; readonly resumed: boolean }
  | { readonly type: 'duplicate'; readonly holder: string }
  | { readonly type: 'sending'; readonly view: ViewRef; readonly reason: string; readonly puts: number }
  | { readonly type: 'staged'; readonly view: ViewRef }
  | { readonly type: 'active'; readonly view: ViewRef; readonly revision: number }
  | {
      readonly type: 'rejected';
      readonly view: ViewRef;
      /** Whose content it is; 0 when that is not known. */
      readonly revision: number;
      readonly permanent: boolean;
      readonly findings: readonly Finding[];
    }
  | { readonly type: 'drift'; readonly found: ViewRef | null }
  | { readonly type: 'flapping'; readonly count: number }
  | { readonly type: 'ahead'; readonly found: ViewRef }
  | { readonly type: 'late' | 'back' | 'disconnected' | 'unsynchronized' | 'goodbye' };

import type { Envelope, Finding, ViewHeader } from '../../snapshot/index.ts';
import type { RefuseReason, ToControl, ToGateway } from '../messages.ts';
import type { EntryList } from './state.ts';

export type GatewayEvent =
  | { readonly type: 'connected'; readonly now: number }
  /** `jitter` in [0, 1) spreads reconnects. */
  | { readonly type: 'disconnected'; readonly now: number; readonly jitter: number }
  /** Of a Put, `entry.digest` is the digest of the bytes that arrived, and `held` whether they are kept. */
  | { readonly type: 'message'; readonly now: number; readonly jitter: number; readonly message: ToGateway }
  | { readonly type: 'tick'; readonly now: number; readonly calls: number; readonly errors: number }
  | ({ readonly type: 'verified'; readonly now: number } & Verification)
  | { readonly type: 'built'; readonly now: number }
  | {
      readonly type: 'build-rejected';
      readonly now: number;
      readonly permanent: boolean;
      readonly findings: readonly Finding[];
    }
  | { readonly type: 'persisted'; readonly now: number }
  | { readonly type: 'persist-failed'; readonly now: number; readonly message: string }
  | { readonly type: 'stop'; readonly reason: string };

export interface Verification {
  /** Null when the envelope holds no header that can be read. */
  readonly header: ViewHeader | null;
  /** A trusted key signed it. */
  readonly trusted: boolean;
  /** Digest of the list that would be served, computed here. */
  readonly computed: string;
}

export type GatewayEffect =
  | { readonly type: 'connect' }
  | { readonly type: 'hang-up'; readonly reason: string }
  | { readonly type: 'send'; readonly message: ToControl }
  /** Read the header, check the signature and compute the digest of the list. Answered by `verified`. */
  | { readonly type: 'verify'; readonly envelope: Envelope; readonly entries: EntryList }
  /** Build the surfaces next to those that are served. Answered by `built` or `build-rejected`. */
  | { readonly type: 'build'; readonly header: ViewHeader; readonly entries: EntryList }
  /** Write the bundle. Answered by `persisted` or `persist-failed`. */
  | { readonly type: 'persist' }
  /** Serve what was built, now. */
  | { readonly type: 'swap'; readonly header: ViewHeader }
  /** Forget what was built for the view on its way to effect: it will not be served. */
  | { readonly type: 'discard' }
  /** Serve the last known good view, or nothing when there is none. */
  | { readonly type: 'settle'; readonly because: 'welcomed' | 'unreachable' }
  | { readonly type: 'welcomed'; readonly groups: readonly string[]; readonly organization: string }
  | {
      readonly type: 'refused';
      readonly reason: RefuseReason;
      readonly message: string;
      readonly serving: boolean;
    }
  /** Stop serving, delete the bundles, and end. */
  | { readonly type: 'wipe' }
  | { readonly type: 'end'; readonly ok: boolean; readonly message: string }
  | { readonly type: 'rejected'; readonly findings: readonly Finding[]; readonly permanent: boolean };

/** A finding about the view as a whole rather than one of its objects. */
export function viewFinding(code: string, message: string): Finding {
  return { kind: 'view', name: '', code, severity: 'error', message };
}

import * as proto from '../generated/reshapr/snapshot/v1/snapshot.ts';
import type { IntentMode, IntentReason, RefuseReason } from '../messages.ts';

/** Both directions between our words and the numbers of a protobuf enum. */
function names<T extends string>(numbers: Readonly<Record<T, number>>) {
  const words = new Map(Object.entries<number>(numbers).map(([word, number]) => [number, word as T]));
  return {
    toProto: (word: T): number => numbers[word],
    /** Undefined for a number that this version does not know. */
    fromProto: (number: number): T | undefined => words.get(number),
  };
}

export const intentModes = names<IntentMode>({
  none: proto.IntentMode.INTENT_MODE_NONE,
  delta: proto.IntentMode.INTENT_MODE_DELTA,
  full: proto.IntentMode.INTENT_MODE_FULL,
});

export const intentReasons = names<IntentReason>({
  'in-sync': proto.IntentReason.INTENT_REASON_IN_SYNC,
  first: proto.IntentReason.INTENT_REASON_FIRST,
  changed: proto.IntentReason.INTENT_REASON_CHANGED,
  'unknown-view': proto.IntentReason.INTENT_REASON_UNKNOWN_VIEW,
  drift: proto.IntentReason.INTENT_REASON_DRIFT,
  retry: proto.IntentReason.INTENT_REASON_RETRY,
  'gateway-ahead': proto.IntentReason.INTENT_REASON_GATEWAY_AHEAD,
  'nothing-desired': proto.IntentReason.INTENT_REASON_NOTHING_DESIRED,
  'rejected-before': proto.IntentReason.INTENT_REASON_REJECTED_BEFORE,
});

export const refuseReasons = names<RefuseReason>({
  unknown: proto.RefuseReason.REFUSE_REASON_UNKNOWN,
  expired: proto.RefuseReason.REFUSE_REASON_EXPIRED,
  revoked: proto.RefuseReason.REFUSE_REASON_REVOKED,
  'not-allowed': proto.RefuseReason.REFUSE_REASON_NOT_ALLOWED,
  'duplicate-id': proto.RefuseReason.REFUSE_REASON_DUPLICATE_ID,
  incompatible: proto.RefuseReason.REFUSE_REASON_INCOMPATIBLE,
  protocol: proto.RefuseReason.REFUSE_REASON_PROTOCOL,
});

export const verdictStatuses = names<'staged' | 'active' | 'rejected'>({
  staged: proto.VerdictStatus.VERDICT_STATUS_STAGED,
  active: proto.VerdictStatus.VERDICT_STATUS_ACTIVE,
  rejected: proto.VerdictStatus.VERDICT_STATUS_REJECTED,
});

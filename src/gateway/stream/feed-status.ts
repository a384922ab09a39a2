/** How a feed stands, for readiness and metrics. */
export interface FeedStatus {
  /** It serves what it should, or its last known good view while nobody tells it anything. */
  readonly ready: boolean;
  /** Whether the control plane hears it; undefined where there is none. */
  readonly connected: boolean | undefined;
  /** Why a serving gateway is sent away, or why the bundle that is there now is not served, while it is so. */
  readonly refused: string | undefined;
}

/** What the machine sees of one gateway of the organization. */
export interface GatewayLook {
  readonly id: string;
  /** The latest that any of its groups gives it, before or after the change. */
  readonly wave: number;
  /** Milliseconds that its wave is watched. */
  readonly bakeMs: number;
  /** The share of failed calls, in [0, 1], that none of its groups allows to be exceeded; undefined when none says. */
  readonly maxErrorRate: number | undefined;
  /**
   * How it stands to the revision: `moving` until it serves what it was told, `rejected` for good, `gone` while
   * there is no stream, `ahead` of this control plane.
   */
  readonly state: 'active' | 'moving' | 'rejected' | 'gone' | 'ahead';
  /** It answers: a wave may take it. */
  readonly connected: boolean;
  /** What it was told is something else than what it served. */
  readonly changed: boolean;
  readonly findings: readonly string[];
  /** Its last beat. */
  readonly beat: Counted | undefined;
}

/** Calls that a gateway counted since it started, and when it said so (milliseconds since 1970). */
export interface Counted {
  readonly at: number;
  readonly calls: number;
  readonly errors: number;
}

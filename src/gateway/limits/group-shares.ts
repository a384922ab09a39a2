import type { Metrics } from '../../kernel/index.ts';

/** Among how many gateways the limits of each group are divided. */
export interface GroupShares {
  /**
   * The control plane says how many live gateways groups have. What it says in its first answer may be too few, when
   * others have not come back to it yet.
   */
  told(sizes: Readonly<Record<string, number>>, isFirst: boolean): void;
  /** 1 for a group that nothing was said of. */
  of(group: string): number;
}

/** What was said last is right until something else is said, also while the control plane is away. */
export function groupShares(metrics: Metrics): GroupShares {
  const gauge = metrics.gauge(
    'reshapr_group_gateways',
    'Live gateways of a group, as the control plane counts them; rate limits are divided among them.',
    ['group'],
  );
  let known: ReadonlyMap<string, number> = new Map();
  return {
    told: (sizes, isFirst) => {
      const next = Object.entries(sizes).map(([group, size]): [string, number] => [
        group,
        isFirst ? Math.max(size, known.get(group) ?? 1) : size,
      ]);
      known = new Map(next);
      for (const [group, size] of known) gauge.set(size, { group });
    },
    of: (group) => Math.max(1, known.get(group) ?? 1),
  };
}

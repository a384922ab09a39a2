import type { Counted, GatewayLook } from './look.ts';

/** What a gateway is measured from: its first beat after it served the revision. */
export interface Watched {
  readonly activeAt: number;
  readonly base: Counted | undefined;
}

/** Calls after which a gateway is judged without waiting for the end of the bake. */
const enough = 20;

/** Remembers from where each gateway with a limit is measured. Calls from before the change are never counted. */
export function watch(
  watched: ReadonlyMap<string, Watched>,
  gateways: readonly GatewayLook[],
  now: number,
): ReadonlyMap<string, Watched> {
  const after = new Map<string, Watched>();
  for (const { id, state, maxErrorRate, beat } of gateways) {
    if (maxErrorRate === undefined) continue;
    const known = watched.get(id) ?? (state === 'active' ? { activeAt: now, base: undefined } : undefined);
    if (known !== undefined) after.set(id, { ...known, base: baseOf(known, beat) });
  }
  return after;
}

function baseOf({ activeAt, base }: Watched, beat: Counted | undefined): Counted | undefined {
  if (beat === undefined || beat.at <= activeAt) return base;
  if (base === undefined) return beat;
  // It was started again, and counts from nothing.
  return beat.calls < base.calls ? { at: base.at, calls: 0, errors: 0 } : base;
}

/** Why a gateway fails its limit, as of its last beat; undefined while it does not. */
export function unhealthy(
  gateway: GatewayLook,
  watched: Watched | undefined,
  bakeOver: boolean,
): string | undefined {
  const { beat, maxErrorRate } = gateway;
  const base = watched?.base;
  if (maxErrorRate === undefined || beat === undefined || base === undefined) return undefined;
  const calls = beat.calls - base.calls;
  const errors = beat.errors - base.errors;
  if (calls <= 0 || errors / calls <= maxErrorRate) return undefined;
  if (!bakeOver && calls < enough) return undefined;
  return `${errors} of ${calls} calls failed, and ${percent(maxErrorRate)} may`;
}

/** Whether a gateway reported since `until`, and after it was first measured; at once when it has no limit. */
export function isMeasured(gateway: GatewayLook, watched: Watched | undefined, until: number): boolean {
  if (gateway.maxErrorRate === undefined) return true;
  const { beat } = gateway;
  const base = watched?.base;
  return beat !== undefined && base !== undefined && beat.at > base.at && beat.at >= until;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

import type { ControlPlane } from '../control-plane.ts';

/** Tells that something happened to a gateway or to the rollout of an organization. */
export interface Changes {
  /** Resolves when something happened since the last call, after `atMostMs`, or when the signal aborts. */
  next(atMostMs: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

export function changesOf(
  { fleet, rollouts, clock }: Pick<ControlPlane, 'fleet' | 'rollouts' | 'clock'>,
  organization: string,
): Changes {
  let happened = false;
  let wake: () => void = () => undefined;
  const changed = (): void => {
    happened = true;
    wake();
  };
  const stops = [
    fleet.onObservation((gateway) => {
      if (gateway.organization === organization) changed();
    }),
    rollouts.onChange((of) => {
      if (of === organization) changed();
    }),
  ];
  return {
    next: async (atMostMs, signal) => {
      const waited = new AbortController();
      wake = () => waited.abort();
      if (!happened) await clock.sleep(atMostMs, AbortSignal.any([signal, waited.signal]));
      waited.abort();
      happened = false;
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

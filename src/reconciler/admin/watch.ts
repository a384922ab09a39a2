import type { admin } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { statusOf } from './status.ts';

/** Milliseconds between two answers at least, and at most while nothing happens. */
const shortest = 500;
const longest = 5_000;

/** A status at once, and another after every change. */
export async function* watchStatus(
  plane: ControlPlane,
  organization: string,
  gatewayId: string,
  signal: AbortSignal,
): AsyncGenerator<admin.WatchStatusResponse> {
  let wake: () => void = () => undefined;
  const changed = (): void => wake();
  const stops = [plane.fleet.onObservation(changed), plane.syncs.onChange(changed)];
  try {
    while (!signal.aborted) {
      const woken = new AbortController();
      wake = () => woken.abort();
      yield { status: await statusOf(plane, organization, gatewayId) };
      await plane.clock.sleep(shortest, signal);
      await plane.clock.sleep(longest - shortest, AbortSignal.any([signal, woken.signal]));
    }
  } finally {
    for (const stop of stops) stop();
  }
}

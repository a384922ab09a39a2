import type { Clock } from '../../kernel/index.ts';

/** Registrations that may come at once, and per second in the long run. */
const burst = 500;
const perSecond = 250;

/** A token bucket for registrations, so that a fleet that comes back at once is served in turn. */
export function helloLimiter(clock: Clock): { admit(): number } {
  let tokens = burst;
  let at = clock.now();
  let turnedAway = 0;
  return {
    /** 0 when admitted; otherwise the milliseconds after which to come back, later for each that is turned away. */
    admit: () => {
      const now = clock.now();
      tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
      at = now;
      if (tokens >= 1) {
        tokens -= 1;
        turnedAway = 0;
        return 0;
      }
      turnedAway++;
      return Math.ceil(((turnedAway + 1) / perSecond) * 1000);
    },
  };
}

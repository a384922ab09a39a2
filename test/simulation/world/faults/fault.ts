import type { Gateway } from '../gateway-host.ts';
import type { Installation } from '../installation.ts';
import type { Mischief } from '../network.ts';

/** Something goes wrong; whatever it sets off is over when the time of faults is. */
export type Fault = (it: Installation, gateway: Gateway) => void;

export type Faults = Readonly<Record<string, Fault>>;

/** Lets something end at a random moment, milliseconds from now. */
export function ends({ world }: Installation, min: number, max: number, action: () => void): void {
  world.time.after(world.random.between(min, max), action);
}

/** Waits for one of the next messages of a gateway. */
export function arm(
  { world }: Installation,
  { gatewayId }: Gateway,
  mischief: Omit<Mischief, 'gatewayId' | 'skip'>,
  skip = 6,
): void {
  world.network.arm({ ...mischief, gatewayId, skip: world.random.between(0, skip) });
}

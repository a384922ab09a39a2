import type { ControlPlane } from '../../src/reconciler/index.ts';

/** Counts what becomes of gateways. */
export function observe(plane: ControlPlane) {
  let active = 0;
  const registered = new Set<string>();
  let sending = 0;
  let puts = 0;
  let wanted = { active: Number.POSITIVE_INFINITY, registered: Number.POSITIVE_INFINITY };
  let all: () => void = () => undefined;
  plane.fleet.onObservation(({ peer }, what) => {
    if (what.type === 'sending') {
      sending++;
      puts += what.puts;
    }
    // One that lost its stream meanwhile registers again.
    if (what.type === 'registered' && registered.add(peer.gatewayId).size === wanted.registered) all();
    if (what.type === 'active' && ++active === wanted.active) all();
  });
  const until = (what: 'active' | 'registered', count: number): Promise<void> =>
    new Promise((resolve) => {
      active = 0;
      registered.clear();
      wanted = { active: Number.POSITIVE_INFINITY, registered: Number.POSITIVE_INFINITY, [what]: count };
      all = resolve;
    });
  return {
    /** Resolves when as many gateways, from now on, serve what they should. */
    active: (count: number) => until('active', count),
    registered: (count: number) => until('registered', count),
    reset: () => {
      sending = 0;
      puts = 0;
    },
    counts: () => ({ transactions: sending, objectsSent: puts, active }),
    /** Resolves when no rollout is under way. */
    settled: async (): Promise<void> => {
      while (plane.ledger.state().organizations.get('bench')?.rollout !== undefined)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

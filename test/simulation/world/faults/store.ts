import type { ControlStore } from '../control-store.ts';
import type { Gateway } from '../gateway-host.ts';
import type { Installation } from '../installation.ts';
import { ends, type Faults } from './fault.ts';

/** What happens to the store of the control plane, and to copies of it. */
export const storeFaults: Faults = {
  'store restored from a backup': (it) => {
    it.control.crash(false);
    it.control.store.restore(it.world.random.between(1, 2));
    ends(it, 1_000, 10_000, () => it.control.start());
    ends(it, 12_000, 40_000, () => it.control.recover());
  },
  'store truncated': (it) => {
    it.control.crash(false);
    it.control.store.truncate(it.world.random.between(1, 6));
    ends(it, 1_000, 10_000, () => it.control.start());
    ends(it, 12_000, 40_000, () => it.control.recover());
  },
  'store full': (it) => {
    it.control.store.full = true;
    ends(it, 1_000, 30_000, () => {
      it.control.store.full = false;
    });
  },
  'damaged store': (it) => {
    it.control.trouble.damaged = true;
    ends(it, 1_000, 20_000, () => {
      it.control.trouble.damaged = false;
    });
  },
  /** Another replica of the control plane, which has not read the last revisions yet, answers for a while. */
  'stale replica': (it, gateway) => {
    visit(it, gateway, it.control.store.lagging(it.world.random.between(1, 2)));
  },
  /** A second installation goes on from an old copy of the store, with the same key, until somebody sees it. */
  'control plane forked from a backup': (it, gateway) => {
    visit(it, gateway, it.control.store.fork(it.world.random.between(1, 2)));
    ends(it, 50_000, 60_000, () => it.control.recover());
  },
};

/** The next streams of a gateway, and perhaps those of others, are answered by another control plane. */
function visit(it: Installation, gateway: Gateway, store: ControlStore): void {
  const { random, network } = it.world;
  const replica = it.addReplica(store);
  replica.start();
  const visitors = it.gateways.filter((other) => other === gateway || random.chance(0.3));
  for (const { trouble, gatewayId } of visitors) {
    trouble.impostor = (stream) => replica.accept(stream);
    for (const stream of network.streamsOf(gatewayId)) stream.cut();
  }
  ends(it, 1_000, 40_000, () => {
    for (const { trouble } of visitors) trouble.impostor = undefined;
    replica.crash(random.chance(0.2));
  });
}

import { type Gateway, noTrouble } from '../gateway-host.ts';
import type { Installation } from '../installation.ts';
import { ends, type Faults } from './fault.ts';

/** What happens to a gateway, its disk and its clock. */
export const gatewayFaults: Faults = {
  'gateway killed': (it, gateway) => {
    gateway.kill(it.world.random.chance(0.2));
    ends(it, 100, 20_000, () => gateway.start());
  },
  'gateway killed, disk lost': (it, gateway) => {
    gateway.kill(it.world.random.chance(0.2));
    gateway.disk.bundles.splice(0);
    gateway.disk.starts = 0;
    it.world.oracle.forgave(gateway.hostId);
    ends(it, 100, 20_000, () => gateway.start());
  },
  'gateway killed, bundle damaged': (it, gateway) => {
    gateway.kill(false);
    const [newest] = gateway.disk.bundles;
    if (newest !== undefined) newest.damaged = true;
    ends(it, 100, 20_000, () => gateway.start());
  },
  'gateway killed, both bundles damaged': (it, gateway) => {
    gateway.kill(false);
    for (const bundle of gateway.disk.bundles) bundle.damaged = true;
    ends(it, 100, 20_000, () => gateway.start());
  },
  /** Its disk is what it was a view ago, as from a snapshot of its machine. */
  'gateway restored from a backup': (it, gateway) => {
    gateway.kill(false);
    if (gateway.disk.bundles.length > 1) gateway.disk.bundles.shift();
    it.world.oracle.forgave(gateway.hostId);
    ends(it, 100, 20_000, () => gateway.start());
  },
  'gateway dies twice at its start': (it, gateway) => {
    for (const start of [0, 100, 200])
      it.world.time.after(start, () => {
        gateway.kill(false);
        gateway.start();
      });
  },
  'gateway stopped': (it, gateway) => {
    gateway.stop();
    ends(it, 100, 20_000, () => gateway.start());
  },
  'gateway upgraded': (it, gateway) => changeSoftware(it, gateway, '1.1.0'),
  'gateway downgraded': (it, gateway) => changeSoftware(it, gateway, '1.0.0'),
  twin: (it, gateway) => {
    const twin = it.addTwin(gateway);
    twin.start();
    ends(it, 5_000, 90_000, () => (it.world.random.chance(0.5) ? twin.stop() : twin.kill(false)));
  },
  'groups changed': (it, { gatewayId }) => {
    it.relabel(gatewayId, it.world.random.pick([[], ['north'], ['south'], ['north', 'south']]));
  },
  'disk full': (it, { trouble }) => passing(it, trouble, 'diskFull'),
  'slow disk': (it, { trouble }) => passing(it, trouble, 'slowDisk'),
  'slow check': (it, { trouble }) => passing(it, trouble, 'slowCheck'),
  'out of memory': (it, { trouble }) => passing(it, trouble, 'outOfMemory'),
};

function changeSoftware(it: Installation, gateway: Gateway, version: string): void {
  gateway.stop();
  gateway.upgrade(version);
  ends(it, 100, 5_000, () => gateway.start());
}

function passing(
  it: Installation,
  trouble: Gateway['trouble'],
  what: 'diskFull' | 'slowDisk' | 'slowCheck' | 'outOfMemory',
): void {
  trouble[what] = true;
  ends(it, 1_000, 40_000, () => {
    trouble[what] = noTrouble[what];
  });
}

import { listDigest, unsignedEnvelope } from '../../../src/snapshot/index.ts';
import type { Desired } from '../../../src/wire/index.ts';
import { type Gateway, noTrouble } from './gateway-host.ts';
import { impostor } from './impostor.ts';
import type { Installation } from './installation.ts';
import type { Mischief } from './network.ts';

/** Something goes wrong; whatever it sets off is over when the time of faults is. */
type Fault = (it: Installation, gateway: Gateway) => void;

/** Everything that can go wrong, or be done at a bad moment, by name. */
export const faults: Readonly<Record<string, Fault>> = {
  lose: mischief('lose'),
  duplicate: mischief('duplicate'),
  reorder: mischief('reorder'),
  'corrupt object': mischief('corrupt'),
  cut: ({ world }, { gatewayId }) => {
    for (const stream of world.network.streamsOf(gatewayId)) stream.cut();
  },
  'half open': ({ world }, { gatewayId }) => {
    const direction = world.random.pick(['both', 'to-control', 'to-gateway'] as const);
    for (const stream of world.network.streamsOf(gatewayId)) stream.sever(direction);
  },
  unreachable: (it, gateway) => {
    const { random, network } = it.world;
    const how = random.pick(['closed', 'silent'] as const);
    gateway.trouble.unreachable = how;
    for (const stream of network.streamsOf(gateway.gatewayId))
      if (how === 'closed') stream.cut();
      else stream.sever('both');
    // Now and then for so long that the gateway counts as unsynchronized.
    const long = random.chance(0.1);
    ends(it, long ? 310_000 : 2_000, long ? 330_000 : 50_000, () => {
      gateway.trouble.unreachable = undefined;
    });
  },
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
  'gateway upgraded': (it, gateway) => {
    gateway.stop();
    gateway.upgrade('1.1.0');
    ends(it, 100, 5_000, () => gateway.start());
  },
  twin: (it, gateway) => {
    const twin = it.addTwin(gateway);
    twin.start();
    ends(it, 5_000, 90_000, () => (it.world.random.chance(0.5) ? twin.stop() : twin.kill(false)));
  },
  'groups changed': (it, { gatewayId }) => {
    it.relabel(gatewayId, it.world.random.pick([[], ['north'], ['south'], ['north', 'south']]));
  },
  'control plane killed': (it) => {
    it.control.crash(it.world.random.chance(0.2));
    ends(it, 100, 30_000, () => it.control.start());
  },
  'control plane restarted': (it) => {
    it.control.goodbye();
    ends(it, 100, 10_000, () => it.control.start());
  },
  'store restored from a backup': (it) => {
    it.control.crash(false);
    it.control.store.restore(it.world.random.between(1, 2));
    ends(it, 1_000, 10_000, () => it.control.start());
    ends(it, 12_000, 40_000, () => it.control.recover());
  },
  'disk full': (it, { trouble }) => passing(it, trouble, 'diskFull'),
  'slow disk': (it, { trouble }) => passing(it, trouble, 'slowDisk'),
  'slow check': (it, { trouble }) => passing(it, trouble, 'slowCheck'),
  'out of memory': (it, { trouble }) => passing(it, trouble, 'outOfMemory'),
  'slow reader': (it, { gatewayId }) => {
    it.control.trouble.slowReader = gatewayId;
    ends(it, 1_000, 40_000, () => {
      it.control.trouble.slowReader = undefined;
    });
  },
  'damaged store': (it) => {
    it.control.trouble.damaged = true;
    ends(it, 1_000, 20_000, () => {
      it.control.trouble.damaged = false;
    });
  },
  'too many hellos': (it) => {
    it.control.trouble.busy = true;
    ends(it, 1_000, 10_000, () => {
      it.control.trouble.busy = false;
    });
  },
  refused: (it, { gatewayId }) => {
    const reason = it.world.random.pick(['unknown', 'expired', 'revoked'] as const);
    it.control.refuse(gatewayId, reason);
    ends(it, 1_000, 20_000, () => it.control.refuse(gatewayId, undefined));
  },
  'clock set': (it, gateway) => {
    it.clockWasSet = true;
    const by = it.world.random.between(-7_200_000, 7_200_000);
    if (it.world.random.chance(0.5)) gateway.shiftClock(by);
    else it.control.clock.offset += by;
  },
  'older header replayed': (it, gateway) => {
    const history = it.control.store.history(it.groupsOf(gateway.gatewayId));
    if (history.length > 0) replace(it, gateway, it.world.random.pick(history));
  },
  'header forged': (it, gateway) => {
    const [desired] = it.control.store.history(it.groupsOf(gateway.gatewayId)).slice(-1);
    if (desired !== undefined) replace(it, gateway, forged(desired));
  },
};

function mischief(type: Mischief['type']): Fault {
  return ({ world }, { gatewayId }) => {
    const direction =
      type === 'corrupt' ? 'to-gateway' : world.random.pick(['to-control', 'to-gateway'] as const);
    world.network.arm({ type, gatewayId, direction, skip: world.random.between(0, 6) });
  };
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

function ends({ world }: Installation, min: number, max: number, action: () => void): void {
  world.time.after(world.random.between(min, max), action);
}

/** The next stream of a gateway is answered by somebody else. */
function replace(it: Installation, gateway: Gateway, view: Desired): void {
  gateway.trouble.impostor = impostor(it.world, view, it.control.bytesOf);
  for (const stream of it.world.network.streamsOf(gateway.gatewayId)) stream.cut();
  ends(it, 3_000, 6_000, () => {
    gateway.trouble.impostor = undefined;
  });
}

/** A newer header over other content, which nobody signed. */
function forged(desired: Desired): Desired {
  const { ref, entries, revision } = desired;
  const fewer = entries.slice(1);
  const digest = listDigest(fewer);
  const envelope = unsignedEnvelope({
    format: 'view@1',
    epoch: ref.epoch,
    sequence: ref.sequence + 1_000,
    revision,
    organization: 'acme',
    groups: [],
    view: digest,
    objects: fewer.length,
    signedAt: '2026-01-01T00:00:00.000Z',
  });
  return { ...desired, ref: { ...ref, sequence: ref.sequence + 1_000, digest }, entries: fewer, envelope };
}

import { arm, ends, type Fault, type Faults } from './fault.ts';

/** What happens to messages and streams on their way. */
export const networkFaults: Faults = {
  lose: (it, gateway) => arm(it, gateway, { type: 'lose', direction: anyDirection(it) }),
  duplicate: (it, gateway) => arm(it, gateway, { type: 'duplicate', direction: anyDirection(it) }),
  reorder: (it, gateway) => arm(it, gateway, { type: 'reorder', direction: anyDirection(it) }),
  'corrupt object': (it, gateway) =>
    arm(it, gateway, { type: 'corrupt', direction: 'to-gateway', only: 'put' }),
  'corrupt header': (it, gateway) =>
    arm(it, gateway, { type: 'corrupt', direction: 'to-gateway', only: 'activate' }, 1),
  cut: ({ world }, { gatewayId }) => {
    for (const stream of world.network.streamsOf(gatewayId)) stream.cut();
  },
  'every stream cut at once': ({ world, gateways }) => {
    for (const { gatewayId } of gateways)
      for (const stream of world.network.streamsOf(gatewayId)) stream.cut();
  },
  'half open': ({ world }, { gatewayId }) => {
    const direction = world.random.pick(['both', 'to-control', 'to-gateway'] as const);
    for (const stream of world.network.streamsOf(gatewayId)) stream.sever(direction);
  },
  'slow network': ({ world }, { gatewayId }) => {
    for (const stream of world.network.streamsOf(gatewayId)) stream.delay(world.random.between(500, 8_000));
  },
  'old stream arrives late': ({ world }, { gatewayId }) => {
    for (const stream of world.network.streamsOf(gatewayId)) {
      if (world.random.chance(0.5)) stream.delay(world.random.between(100, 2_000));
      stream.abandon(world.random.between(500, 40_000));
    }
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
};

function anyDirection({ world }: Parameters<Fault>[0]): 'to-control' | 'to-gateway' {
  return world.random.pick(['to-control', 'to-gateway'] as const);
}

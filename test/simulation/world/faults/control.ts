import { ends, type Faults } from './fault.ts';

/** What happens to the control plane, and to clocks. */
export const controlFaults: Faults = {
  'control plane killed': (it) => {
    it.control.crash(it.world.random.chance(0.2));
    ends(it, 100, 30_000, () => it.control.start());
  },
  'control plane restarted': (it) => {
    it.control.goodbye();
    ends(it, 100, 10_000, () => it.control.start());
  },
  'slow reader': (it, { gatewayId }) => {
    it.control.trouble.slowReader = gatewayId;
    ends(it, 1_000, 40_000, () => {
      it.control.trouble.slowReader = undefined;
    });
  },
  'too many hellos': (it) => {
    it.control.trouble.busy = true;
    ends(it, 1_000, 10_000, () => {
      it.control.trouble.busy = false;
    });
  },
  /** All come back at once, to a control plane that turns most of them away. */
  'hello storm': (it) => {
    it.control.trouble.busy = true;
    for (const { gatewayId } of it.gateways)
      for (const stream of it.world.network.streamsOf(gatewayId)) stream.cut();
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
    const most = it.world.random.pick([10_000, 120_000, 7_200_000]);
    const by = it.world.random.between(-most, most);
    if (it.world.random.chance(0.5)) gateway.shiftClock(by);
    else it.control.clock.offset += by;
  },
  /** Corrected again and again, by a little. */
  'clock jumps': (it, gateway) => {
    it.clockWasSet = true;
    const { time, random } = it.world;
    for (let jump = 0; jump < 8; jump++)
      time.after(random.between(0, 30_000), () => {
        const by = random.between(-5_000, 5_000);
        if (random.chance(0.5)) gateway.shiftClock(by);
        else it.control.clock.offset += by;
      });
  },
};

import type { Stream } from '../network.ts';
import { arm, ends, type Fault, type Faults } from './fault.ts';

/** What happens just before or after the messages that matter most. */
export const aroundFaults: Faults = {
  'cut before Activate': around('act before', 'activate', (stream) => stream.cut()),
  'cut after Activate': around('act after', 'activate', (stream) => stream.cut()),
  'cut around a verdict': (it, gateway) => {
    const type = it.world.random.pick(['act before', 'act after'] as const);
    around(type, 'verdict', (stream) => stream.cut())(it, gateway);
  },
  'cut around Welcome': (it, gateway) => {
    const type = it.world.random.pick(['act before', 'act after'] as const);
    around(type, 'welcome', (stream) => stream.cut())(it, gateway);
  },
  'Activate twice': (it, gateway) =>
    arm(it, gateway, { type: 'duplicate', direction: 'to-gateway', only: 'activate' }, 1),
  'Activate lost': (it, gateway) =>
    arm(it, gateway, { type: 'lose', direction: 'to-gateway', only: 'activate' }, 1),
  'Intent lost': (it, gateway) =>
    arm(it, gateway, { type: 'lose', direction: 'to-gateway', only: 'intent' }, 1),
  'verdict lost': (it, gateway) =>
    arm(it, gateway, { type: 'lose', direction: 'to-control', only: 'verdict' }, 2),
  /** Anywhere between the check of the view, the write of the bundle and the swap. */
  'gateway killed around the swap': (it, gateway) => {
    const { time, random } = it.world;
    const kill = (): void =>
      time.after(random.between(0, 70), () => {
        gateway.kill(random.chance(0.2));
        ends(it, 100, 20_000, () => gateway.start());
      });
    arm(it, gateway, { type: 'act after', direction: 'to-gateway', only: 'activate', act: kill }, 1);
  },
  'control plane killed around Activate': (it, gateway) => {
    const type = it.world.random.pick(['act before', 'act after'] as const);
    around(type, 'activate', () => {
      it.control.crash(it.world.random.chance(0.2));
      ends(it, 100, 30_000, () => it.control.start());
    })(it, gateway);
  },
};

function around(
  type: 'act before' | 'act after',
  only: 'activate' | 'verdict' | 'welcome',
  act: (stream: Stream) => void,
): Fault {
  const direction = only === 'verdict' ? 'to-control' : 'to-gateway';
  return (it, gateway) => arm(it, gateway, { type, direction, only, act }, 1);
}

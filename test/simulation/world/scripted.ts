import type { ToControl, ToGateway } from '../../../src/wire/index.ts';
import type { Gateway } from './gateway-host.ts';
import { type Installation, installation } from './installation.ts';
import { realMachines } from './machines.ts';
import type { Mischief } from './network.ts';
import { seededRandom } from './random.ts';
import { makeWorld } from './world.ts';

/** An installation in which only that happens that is asked for. */
export interface Scripted {
  readonly it: Installation;
  /** The gateway that is looked at; it is in the group north. */
  readonly alpha: Gateway;
  /** Deploys these tools, text by name, to the group north. */
  apply(tools: Readonly<Record<string, string>>): void;
  /** Lets milliseconds pass. */
  pass(ms: number): void;
  /** The next message of this type sets something off. */
  on(type: ToControl['type'] | ToGateway['type'], when: 'before' | 'after', act: () => void): void;
  lose(type: ToControl['type'] | ToGateway['type']): void;
  /** The names of the tools that it serves. */
  tools(): string[];
  /** What alpha was sent since the last call, a line for each Intent, Put and Remove. */
  sent(): string[];
  cut(): void;
}

const toControl = new Set(['hello', 'inventory', 'verdict', 'beat']);

export function scripted(software: '1.0.0' | '1.1.0' = '1.0.0'): Scripted {
  const world = makeWorld(seededRandom(1), realMachines, true, () => undefined);
  const it = installation(world, software);
  const [alpha] = it.gateways;
  if (alpha === undefined) throw new Error('no gateway');
  const lines: string[] = [];
  world.network.watch((gatewayId, message) => {
    if (gatewayId !== alpha.gatewayId) return;
    if (message.type === 'intent') lines.push(`${message.mode}: ${message.reason}`);
    if (message.type === 'put') lines.push(`+${message.entry.name}`);
    if (message.type === 'remove') lines.push(`-${message.objects.map(({ name }) => name).join(' ')}`);
  });

  function arm(mischief: Pick<Mischief, 'type' | 'act'>, only: ToControl['type'] | ToGateway['type']): void {
    const direction = toControl.has(only) ? 'to-control' : 'to-gateway';
    world.network.arm({ ...mischief, only, direction, gatewayId: alpha?.gatewayId ?? '', skip: 0 });
  }

  it.control.start();
  return {
    it,
    alpha,
    apply: (tools) => {
      it.control.apply(new Map([['north', new Map(Object.entries(tools))]]));
    },
    pass: (ms) => world.time.runUntil(world.time.now() + ms),
    on: (type, when, act) => arm({ type: `act ${when}`, act }, type),
    lose: (type) => arm({ type: 'lose' }, type),
    tools: () =>
      [...(alpha.process()?.serves()?.content.values() ?? [])].map(({ entry }) => entry.name).sort(),
    sent: () => lines.splice(0),
    cut: () => {
      for (const stream of world.network.streamsOf(alpha.gatewayId)) stream.cut();
    },
  };
}

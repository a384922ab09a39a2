import type { Desired, ToControl, ToGateway } from '../../../src/wire/index.ts';
import type { End, Stream } from './network.ts';
import type { World } from './world.ts';

/**
 * Answers a gateway in place of its control plane, as a replica with an old store does, or an attacker with old
 * records: welcomes it, brings one view, and hangs up.
 */
export function impostor(world: World, view: Desired, bytesOf: (digest: string) => Uint8Array) {
  return (stream: Stream): End<ToControl> => {
    const send = (message: ToGateway, bytes: Uint8Array | null = null): void => {
      stream.toGateway({ message, bytes });
    };
    return {
      receive: (message) => {
        if (message.type !== 'hello') return;
        send({
          type: 'welcome',
          organization: 'acme',
          groups: [],
          beatIntervalMs: 10_000,
          keys: [],
          inventoryWanted: false,
          softwareVersion: '1.0.0',
          nowMs: 0,
        });
        const puts = view.entries.length;
        send({ type: 'intent', transaction: 1, mode: 'full', reason: 'drift', puts, removes: 0, bytes: 0 });
        for (const entry of view.entries) send({ type: 'put', entry, held: false }, bytesOf(entry.digest));
        send({ type: 'activate', transaction: 1, envelope: view.envelope });
        world.time.after(3_000, () => stream.closeByControl());
      },
      closed: () => undefined,
    };
  };
}

import { listDigest, unsignedEnvelope } from '../../../../src/snapshot/index.ts';
import type { Desired } from '../../../../src/wire/index.ts';
import type { Gateway } from '../gateway-host.ts';
import { impostor } from '../impostor.ts';
import type { Installation } from '../installation.ts';
import { readHeader, signed } from '../objects.ts';
import { ends, type Faults } from './fault.ts';

/** What somebody who is not the control plane sends. */
export const headerFaults: Faults = {
  'older header replayed': (it, gateway) => {
    const history = it.control.store.history(it.groupsOf(gateway.gatewayId));
    if (history.length > 0) replace(it, gateway, it.world.random.pick(history));
  },
  'header forged': (it, gateway) => {
    const newest = newestOf(it, gateway);
    if (newest !== undefined) replace(it, gateway, forged(newest, []));
  },
  'header signed with another key': (it, gateway) => {
    const newest = newestOf(it, gateway);
    if (newest !== undefined)
      replace(it, gateway, forged(newest, [{ keyid: 'simulated', sig: 'of another key' }]));
  },
  /** The signature of a header that was really signed, under what was made of it. */
  'header altered after it was signed': (it, gateway) => {
    const newest = newestOf(it, gateway);
    if (newest !== undefined) replace(it, gateway, forged(newest, newest.envelope.signatures));
  },
  /** Signed with the key of the installation, for others. */
  'header of another organization': (it, gateway) => {
    const newest = newestOf(it, gateway);
    const header = newest === undefined ? null : readHeader(newest.envelope);
    if (newest === undefined || header === null) return;
    const sequence = header.sequence + 1_000;
    const envelope = signed({ ...header, sequence, organization: 'globex' });
    it.world.oracle.signed(envelope);
    replace(it, gateway, { ...newest, ref: { ...newest.ref, sequence }, envelope });
  },
  /** The header of one view with the objects of another. */
  'header with other objects': (it, gateway) => {
    const newest = newestOf(it, gateway);
    if (newest !== undefined) replace(it, gateway, { ...newest, entries: newest.entries.slice(1) });
  },
};

function newestOf(it: Installation, gateway: Gateway): Desired | undefined {
  return it.control.store.history(it.groupsOf(gateway.gatewayId)).at(-1);
}

/** The next stream of a gateway is answered by somebody else. */
function replace(it: Installation, gateway: Gateway, view: Desired): void {
  gateway.trouble.impostor = impostor(it.world, view, it.control.bytesOf);
  for (const stream of it.world.network.streamsOf(gateway.gatewayId)) stream.cut();
  ends(it, 3_000, 6_000, () => {
    gateway.trouble.impostor = undefined;
  });
}

/** A newer header over other content. */
function forged(desired: Desired, signatures: Desired['envelope']['signatures']): Desired {
  const { ref, entries, revision } = desired;
  const fewer = entries.slice(1);
  const digest = listDigest(fewer);
  const sequence = ref.sequence + 1_000;
  const envelope = unsignedEnvelope({
    format: 'view@1',
    epoch: ref.epoch,
    sequence,
    revision,
    organization: 'acme',
    groups: [],
    view: digest,
    objects: fewer.length,
    signedAt: '2026-01-01T00:00:00.000Z',
  });
  return {
    ...desired,
    ref: { ...ref, sequence, digest },
    entries: fewer,
    envelope: { ...envelope, signatures },
  };
}

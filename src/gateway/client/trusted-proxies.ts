import ipaddr from 'ipaddr.js';
import { type Environment, invalid, shownValue } from '../config/values.ts';

/** Whether an address is that of a proxy whose word counts. */
export type IsTrusted = (address: string) => boolean;

/** Networks: addresses and the bits of them that count. */
export type Networks = readonly (readonly [address: string, bits: number])[];

const name = 'RESHAPR_GATEWAY_TRUSTED_PROXIES';

/** Reads a list of addresses and networks (CIDR). Throws a problem that names what is none. */
export function trustedProxiesOf(env: Environment): Networks {
  const entries = (env[name] ?? '').split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '').map(networkOf);
}

function networkOf(entry: string): [string, number] {
  try {
    if (!entry.includes('/')) {
      const address = ipaddr.process(entry);
      return [address.toString(), address.kind() === 'ipv4' ? 32 : 128];
    }
    const [address, bits] = ipaddr.parseCIDR(entry);
    if (bits > 0) return [address.toString(), bits];
  } catch {
    throw invalid(
      name,
      `holds ${shownValue(entry)}, which is no address and no network`,
      'write addresses and networks like 10.0.0.0/8, fd00::/8',
    );
  }
  throw invalid(
    name,
    `holds ${shownValue(entry)}: then every client could claim to be any other`,
    'name the networks that your proxies are in',
  );
}

export function trustIn(networks: Networks): IsTrusted {
  const parsed = networks.map(([address, bits]) => ({ network: ipaddr.parse(address), bits }));
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return parsed.some(
      ({ network, bits }) => network.kind() === address.kind() && address.match(network, bits),
    );
  };
}

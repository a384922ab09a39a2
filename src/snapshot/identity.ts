import { createHash } from 'node:crypto';
import { canonicalBytes } from './canonical.ts';

/** 16 characters of lower-case base32 (RFC 4648): 80 bits of SHA-256 over a canonical identity. */
export type Id = string;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

export function serviceId(organization: string, name: string, version: string): Id {
  return idOf(['Service', organization, name, version]);
}

export function planId(service: Id, name: string): Id {
  return idOf(['ConfigurationPlan', service, name]);
}

export function expositionId(plan: Id, group: string): Id {
  return idOf(['Exposition', plan, group]);
}

/** Groups are known by name; this is what lists show as their id. */
export function groupId(organization: string, name: string): Id {
  return idOf(['GatewayGroup', organization, name]);
}

/** Whether an endpoint name could be taken for an id; such names are refused. */
export function looksLikeId(text: string): boolean {
  return /^[a-z2-7]{16}$/.test(text);
}

function idOf(identity: readonly string[]): Id {
  return base32(createHash('sha256').update(canonicalBytes(identity)).digest().subarray(0, 10));
}

/** Lower-case base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >>> bits) & 31];
    }
  }
  return bits > 0 ? text + alphabet[(buffer << (5 - bits)) & 31] : text;
}

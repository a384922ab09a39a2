import type { AttackClass } from '../support/attack-class.ts';
import { hostileArguments } from './arguments.ts';
import { hostileBodies } from './bodies.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { headerMismatch } from './header-mismatch.ts';
import { rebinding } from './rebinding.ts';
import { ssrf } from './ssrf.ts';

/** By what an attacker does. */
export const classes: Readonly<Record<string, AttackClass<unknown>>> = {
  'headers that say something else than the body': headerMismatch,
  'arguments that lead elsewhere': hostileArguments,
  'resources from where only the gateway gets': ssrf,
  'bodies that are too large or too deep': hostileBodies,
  'keys that stand twice': duplicateKeys,
  'web pages that come under another name': rebinding,
};

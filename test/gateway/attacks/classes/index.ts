import type { AttackClass } from '../support/attack-class.ts';
import { headerMismatch } from './header-mismatch.ts';

/** By what an attacker does. */
export const classes: Readonly<Record<string, AttackClass<unknown>>> = {
  'headers that say something else than the body': headerMismatch,
};

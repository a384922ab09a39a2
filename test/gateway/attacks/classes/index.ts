import type { AttackClass } from '../support/attack-class.ts';
import { hostileArguments } from './arguments.ts';
import { hostileBodies } from './bodies.ts';
import { bombs } from './bombs.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { headerMismatch } from './header-mismatch.ts';
import { prototypes } from './prototypes.ts';
import { rebinding } from './rebinding.ts';
import { requestStateAttacks } from './request-state.ts';
import { scriptEscapes } from './scripts.ts';
import { secretReferences } from './secret-references.ts';
import { slowClients } from './slow.ts';
import { ssrf } from './ssrf.ts';
import { toldSecrets } from './told-secrets.ts';

/** By what an attacker does. */
export const classes: Readonly<Record<string, AttackClass<unknown>>> = {
  'headers that say something else than the body': headerMismatch,
  'arguments that lead elsewhere': hostileArguments,
  'resources from where only the gateway gets': ssrf,
  'bodies that are too large or too deep': hostileBodies,
  'clients who take their time': slowClients,
  'contents that unfold to more than they are': bombs,
  'keys that change what all objects are': prototypes,
  'keys that stand twice': duplicateKeys,
  'scripts that want out': scriptEscapes,
  'web pages that come under another name': rebinding,
  'states of requests that are not theirs': requestStateAttacks,
  'secrets where they are told by mistake': toldSecrets,
  'references to secrets of others': secretReferences,
};

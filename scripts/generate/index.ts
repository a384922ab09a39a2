import type { Generator } from './generator.ts';
import { reference } from './reference.ts';
import { schemas } from './schemas.ts';
import { wire } from './wire.ts';

/** Everything that `npm run generate` writes. */
export const generators: readonly Generator[] = [schemas, wire, reference];

import type { FindingKind } from '../kernel/index.ts';
import * as check from './check-diagnostics.ts';
import * as text from './text/diagnostics.ts';

/** Every finding that this room declares, by name. */
export const manifestFindingKinds = { ...text, ...check };

/** The same for `reshapr explain` and the reference page. */
export const manifestFindings = Object.values(manifestFindingKinds) as readonly FindingKind<never>[];

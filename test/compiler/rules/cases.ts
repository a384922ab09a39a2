import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { accessCases, accessSilent } from './access-cases.ts';
import { backendCases, backendSilent } from './backend-cases.ts';
import { identityCases, identitySilent } from './identity-cases.ts';
import { keyCases, keySilent } from './key-cases.ts';
import { placementCases, placementSilent } from './placement-cases.ts';
import { secretCases, secretSilent } from './secret-cases.ts';
import { selectionCases, selectionSilent } from './selection-cases.ts';
import { toolCases, toolSilent } from './tool-cases.ts';
import { unusedCases, unusedSilent } from './unused-cases.ts';

/** Ways to the finding of each rule. */
export const ruleCases: readonly FindingCase[] = [
  ...accessCases,
  ...selectionCases,
  ...unusedCases,
  ...placementCases,
  ...backendCases,
  ...keyCases,
  ...toolCases,
  ...secretCases,
  ...identityCases,
];

/** Near misses. */
export const ruleSilent: readonly SilentCase[] = [
  ...accessSilent,
  ...selectionSilent,
  ...unusedSilent,
  ...placementSilent,
  ...backendSilent,
  ...keySilent,
  ...toolSilent,
  ...secretSilent,
  ...identitySilent,
];

import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { selectionCases, selectionSilent } from './selection-cases.ts';
import { toolCases, toolSilent } from './tool-cases.ts';

/** Ways to the finding of each rule, and near misses. */
export const ruleCases: readonly FindingCase[] = [...selectionCases, ...toolCases];
export const ruleSilent: readonly SilentCase[] = [...selectionSilent, ...toolSilent];

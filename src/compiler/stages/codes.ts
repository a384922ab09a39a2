import type { FindingKind } from '../../kernel/index.ts';
import { manifestFindings } from '../../manifest/index.ts';
import { compilerFindings } from '../findings.ts';
import { ruleCatalogue } from '../rules/index.ts';

const kinds = [...manifestFindings, ...compilerFindings] as readonly FindingKind<never>[];

/** How bad each kind of finding is by nature, by code. */
export const severities = new Map(kinds.map(({ code, severity }) => [code, severity]));

const codes = new Map([
  ...kinds.map(({ code }) => [code, code] as const),
  ...ruleCatalogue().map(({ name, code }) => [name, code] as const),
]);

/** The code that is meant by a code, or by the name of a rule. */
export function codeOf(text: string): string | undefined {
  return codes.get(text);
}

/** Every code, and every name of a rule. */
export const codesAndNames: readonly string[] = [...codes.keys()];

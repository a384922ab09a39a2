import { createHash } from 'node:crypto';

export const toolNameLimit = 64;

/** Whether MCP clients and model APIs accept this as the name of a tool. */
export function isLegalToolName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(name);
}

/**
 * A legal name: other characters become `_`, and what is too long is cut and ends in a digest of the whole, so
 * that it stays the same wherever the operation stands.
 */
export function legalToolName(name: string): string {
  const clean = name.replace(/[^A-Za-z0-9_-]/g, '_');
  if (clean.length <= toolNameLimit) return clean || '_';
  return `${clean.slice(0, toolNameLimit - 9)}_${suffixOf(name)}`;
}

/** The name of an operation whose own name is taken: the same, with a digest of the operation at its end. */
export function distinctToolName(name: string, operation: string): string {
  return `${name.slice(0, toolNameLimit - 9)}_${suffixOf(operation)}`;
}

/** Eight characters that depend on the text alone. */
export function suffixOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

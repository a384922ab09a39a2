import type { ToolObject } from '../../snapshot/index.ts';
import type { Fetched } from './http-backends.ts';
import type { Again } from './retries.ts';

/** Whether a call of a tool may reach its backend twice: what only reads, or says that it can be repeated (RFC 9110, 9.2.2). */
export function isRepeatable({ annotations }: Pick<ToolObject, 'annotations'>): boolean {
  return annotations?.readOnlyHint === true || annotations?.idempotentHint === true;
}

const passing = [502, 503, 504];

/**
 * Whether to ask an HTTP backend again. A connection that was refused never carried the request, so that any may be
 * sent again; what else may have been carried out only when it is repeatable.
 */
export function askAgain(fetched: Fetched, isRepeatable: boolean, now: number): Again | undefined {
  if ('kind' in fetched) {
    if (fetched.kind === 'refused') return { reason: 'refused' };
    const isReset = fetched.kind === 'reset' && fetched.isBegun !== true;
    return isReset && isRepeatable ? { reason: 'reset' } : undefined;
  }
  const { status, headers } = fetched;
  if (!isRepeatable || !passing.includes(status)) return undefined;
  return { reason: String(status), afterMs: retryAfter(headers['retry-after'], now) };
}

/** Milliseconds by `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). Undefined when it says nothing. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

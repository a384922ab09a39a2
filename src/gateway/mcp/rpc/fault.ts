import type { OutgoingHttpHeaders } from 'node:http';
import type { Json } from '../../../kernel/index.ts';

/** Error codes of JSON-RPC 2.0, and those that MCP adds (2026-07-28, "Base Protocol: Error Codes"). */
export const errorCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  /** Up to 2025-11-25; later versions say invalid parameters (SEP-2164). */
  resourceNotFound: -32002,
  headerMismatch: -32020,
  missingClientCapability: -32021,
  unsupportedProtocolVersion: -32022,
  /** 2025-11-25, "URL Elicitation Required Error". */
  urlElicitationRequired: -32042,
} as const;

/** Why a request is not served: an HTTP status, and a JSON-RPC error for its body. */
export interface Fault {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly data?: Json;
  readonly headers?: OutgoingHttpHeaders;
}

export function invalidRequest(status: number, message: string, headers?: OutgoingHttpHeaders): Fault {
  return { status, code: errorCodes.invalidRequest, message, ...(headers && { headers }) };
}

/** Wrong parameters of a method that exists; in the body of a 200, as the answer of that method. */
export function invalidParams(message: string): Fault {
  return { status: 200, code: errorCodes.invalidParams, message };
}

export function unsupportedVersion(requested: string, supported: readonly string[]): Fault {
  return {
    status: 400,
    code: errorCodes.unsupportedProtocolVersion,
    message: 'Unsupported protocol version',
    data: { supported, requested },
  };
}

/** Come back in a moment: full, or about to go. */
export function unavailable(message: string): Fault {
  return { status: 503, code: errorCodes.internalError, message, headers: { 'retry-after': '1' } };
}

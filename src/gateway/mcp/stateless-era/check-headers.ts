import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../../kernel/index.ts';
import { errorCodes, type Fault } from '../rpc/fault.ts';
import { decodeHeaderValue } from './header-value.ts';

/** A header that is missing, or says something else than the body (2026-07-28, "Server Validation"). */
export function headerMismatch(problem: string): Fault {
  return { status: 400, code: errorCodes.headerMismatch, message: `Header mismatch: ${problem}` };
}

/** `MCP-Protocol-Version` and `Mcp-Method` must be there and say what the body says. */
export function checkStandardHeaders(
  headers: IncomingHttpHeaders,
  version: string,
  method: string,
): Fault | undefined {
  return (
    compare('MCP-Protocol-Version', headers['mcp-protocol-version'], version) ??
    compare('Mcp-Method', headers['mcp-method'], method)
  );
}

/** The field of the body that `Mcp-Name` repeats, by method. */
const namedBy: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** `Mcp-Name` must name the tool, prompt or resource that the body names. */
export function checkNameHeader(
  headers: IncomingHttpHeaders,
  method: string,
  params: JsonObject,
): Fault | undefined {
  const field = Object.hasOwn(namedBy, method) ? namedBy[method] : undefined;
  const named = field === undefined ? undefined : params[field];
  // A body without a name is wrong for another reason, which its method tells.
  if (typeof named !== 'string') return undefined;
  const header = headers['mcp-name'];
  if (typeof header !== 'string') return headerMismatch('Mcp-Name is missing');
  const name = decodeHeaderValue(header);
  if (name === undefined) return headerMismatch('Mcp-Name is not valid Base64 of UTF-8');
  return name === named ? undefined : headerMismatch(`Mcp-Name differs from "${field}" in the body`);
}

function compare(header: string, value: string | string[] | undefined, expected: string): Fault | undefined {
  if (value === undefined) return headerMismatch(`${header} is missing`);
  if (String(value).trim() === expected) return undefined;
  return headerMismatch(`${header} differs from the body`);
}

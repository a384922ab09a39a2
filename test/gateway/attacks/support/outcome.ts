import { isJsonObject } from '../../../../src/kernel/index.ts';
import type { Sent } from '../../mcp/support/send.ts';

/** An answer in short: its status, and the code of its error, or whether its tool failed. */
export function outcomeOf({ status, json }: Pick<Sent, 'status' | 'json'>): string {
  if (!isJsonObject(json)) return `${status}`;
  if (isJsonObject(json.error)) return `${status} ${JSON.stringify(json.error.code)}`;
  if (!isJsonObject(json.result)) return `${status}`;
  return json.result.isError === true ? `${status} isError` : `${status} ok`;
}
